export interface BrokerSettingValues { readonly 'log.segment.bytes'?: number }
