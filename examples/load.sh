#!/bin/sh
# Loads three sample accounts into a service on this machine; accounts that are there already stay as they are. Run it in
# the folder that the service was started in, or name its data folder: DATA=… sh examples/load.sh
set -eu
data=${DATA:-data}
api=${API:-http://localhost:8080/v1}

curl_as_operator() {
  curl -sS -f -u "$(grep '^operator:' "$data/credentials")" -o /dev/null "$@"
}

has() {
  curl_as_operator "$api/$1" 2> /dev/null
}

# Under its key a repeated request is done once.
post() {
  curl_as_operator -H 'Content-Type: application/json' -H "Idempotency-Key: sample-$2" -X "${4:-POST}" -d "$3" "$api/$1"
}

today=$(TZ=UTC date +%F)
for account in bakery:advanced dairy:signature mill:advanced; do
  name=${account%%:*}
  has "accounts/$name" || post accounts "$name" "{\"accountId\":\"$name\",\"name\":\"The $name\"}"
  has "accounts/$name/contracts/$name-1" || post "accounts/$name/contracts" "$name-contract-$today" \
    "{\"contractId\":\"$name-1\",\"tier\":\"${account##*:}\",\"startsOn\":\"$today\",\"termMonths\":12}"
  post "accounts/$name/csa" "$name-csa" '{"person":{"id":"pat","name":"Pat Doe"}}' PUT
  post "accounts/$name/vouchers" "$name-vouchers" '{"quantity":5}'
  post "accounts/$name/progress-calls" "$name-call" '{"durationMinutes":45,"summary":"Kick-off"}'
done
post accounts/dairy/accelerators dairy-accelerator '{"theme":"Compliance","goal":"Pass the audit in June"}'
echo "Loaded: bakery, dairy, mill. See $api/accounts"
