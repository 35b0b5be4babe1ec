import type { Review } from '../review';
import { RULES } from '../rules';
import { renderJson } from './json';
import { renderMarkdown } from './markdown';
import { maskReview, maskTexts } from './mask-review';
import { mergeReview } from './merge-alike';
import type { OutputOptions } from './output-options';
import { renderSarif } from './sarif';
import { renderText } from './text';

export type ReviewFormat = 'text' | 'markdown' | 'json' | 'sarif';

/** Writes a review down. Pure, and masked once more. */
export const render: Readonly<
  Record<ReviewFormat, (review: Review, options: OutputOptions) => string>
> = {
  text: (review, options) => renderText(maskReview(mergeReview(review)), options),
  markdown: (review, options) => renderMarkdown(maskReview(mergeReview(review)), options),
  json: (review, options) => renderJson(maskReview(review), options),
  sarif: (review, options) => renderSarif(maskTexts(review.findings), options, RULES),
};
