#!/bin/sh
# Loads three sample accounts into a service that runs on this machine. Run it in the folder that the service was
# started in, or say where its data folder is: DATA=… sh examples/load.sh
set -eu
data=${DATA:-data}
api=${API:-http://localhost:8080/v1}

post() {
  curl -sS -f -u "$(grep '^operator:' "$data/credentials")" -H 'Content-Type: application/json' \
    -X "${3:-POST}" -d "$2" "$api/$1" > /dev/null
}

today=$(TZ=UTC date +%F)
for account in bakery:advanced dairy:signature mill:advanced; do
  name=${account%%:*}
  post accounts "{\"accountId\":\"$name\",\"name\":\"The $name\"}"
  post "accounts/$name/contracts" "{\"tier\":\"${account##*:}\",\"startsOn\":\"$today\",\"termMonths\":12}"
  post "accounts/$name/csa" '{"person":{"id":"pat","name":"Pat Doe"}}' PUT
  post "accounts/$name/vouchers" '{"quantity":5}'
  post "accounts/$name/progress-calls" '{"durationMinutes":45,"summary":"Kick-off"}'
done
post accounts/dairy/accelerators '{"theme":"Compliance","goal":"Pass the audit in June"}'
echo "Loaded: bakery, dairy, mill. See $api/accounts"
