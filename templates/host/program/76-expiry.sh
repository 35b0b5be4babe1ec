
# --- Expiry ---

# What Prometheus's node exporter may read of this host (--collector.textfile.directory).
readonly METRICS=$RUN/metrics

# end_at PROCESS PORT: when the certificate that the process shows there ends, in seconds since 1970: what it
# has in memory, whatever lies in its file. Nothing where none is shown.
end_at() {
  # shellcheck disable=SC2016 # The service's own shell fills it in.
  local ask='openssl s_client -connect "127.0.0.1:$1" </dev/null 2>/dev/null | openssl x509 -noout -enddate' end
  end=$(as_service "$1" sh -c "$ask" sh "$2" | sed -nE 's/^notAfter=([A-Za-z0-9: ]{1,40})$/\1/p') || true
  [[ -z $end ]] || date --date="$end" +%s
}

# Whatever ends first counts. The metrics are written first: they need no way out of here.
expiry() {
  use_manifest "$APPLIED"
  local process port end least='' file=$METRICS/certificates.prom
  local name=cdktf_kafka_certificate_not_after_timestamp_seconds
  mkdir -p "$METRICS"
  {
    echo "# HELP $name When the certificate ends that a process shows at a port."
    echo "# TYPE $name gauge"
    while read -r process port; do
      end=$(end_at "$process" "$port")
      [[ -z $end ]] || echo "$name{process=\"$process\",port=\"$port\"} $end"
    done < <(lines door)
  } >"$file.new"
  mv "$file.new" "$file"
  least=$(sed -n 's/^[^#].* //p' "$file" | sort --numeric-sort | head -1)
  # Its unit is down, or waits for its first certificate: status tells of both.
  [[ -n $least ]] || return 0
  aws cloudwatch put-metric-data --region "$REGION" --namespace "cdktf-kafka/$CLUSTER/$HOST" \
    --metric-name CertificateDaysLeft \
    --value "$(awk -v end="$least" -v now="$(date +%s)" 'BEGIN { printf "%.2f", (end - now) / 86400 }')" ||
    say 'could not tell CloudWatch: see above. Its alarm goes off.'
}
