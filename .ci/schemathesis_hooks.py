"""What schemathesis does not know of the API: a batch of one command is its JSON on a line."""

import schemathesis

schemathesis.serializer.alias("application/x-ndjson", "application/json")
