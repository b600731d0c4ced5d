# What is taken along, British English.

# The menu
share = Share
share-summary = Copy summary
share-signatories-excel = Save signatories as Excel…
share-signatories = Save signatories as CSV…
share-save-report = Save report…
share-open-report = Open report
share-technical = Technical details
file-report = { $name } – report
file-certificates = { $name } – { $state ->
    [all] certificates
   *[other] { $state } certificates
}{ $search ->
    [none] {""}
   *[some] {" "}found
}
file-incomplete = { $words } – { $total ->
    [none] { $loaded }, incomplete
   *[other] { $loaded } of { $total }
}
file-signatories = { $name } – signatories
file-saved = Saved as { $name }
report-opening = Opening the report…
report-opened = Sent to the browser. If no page opens, use “Save report…”.

# The report and the summary
report-title = Batch report
report-checked-at = Checked on { $local } · { $utc } UTC
report-shows = Shows what { $host } answered at that time. Made with VEC Batch Viewer { -version }.
report-no-picture = No picture was shown when this report was made.
report-failed = Certificates that failed
report-more-failed = { $n ->
    [one] … and { $n } more
   *[other] … and { $n } more
}
report-more-people = { $n ->
    [one] All fields of { $n } more signatory can be saved as Excel or CSV.
   *[other] All fields of { $n } more signatories can be saved as Excel or CSV.
}
summary-line = { $label }: { $value }
summary-counts = Certificates
summary-more-people = { $n ->
    [one] … and { $n } more place
   *[other] … and { $n } more places
}
column-field = Signature field
column-role = Role

# Technical details
technical-lead = The answer from { $host } as received, indented. Invisible characters are written as numbers.
technical-cut = The rest is left out here.
technical-search = Search in the answer
technical-match = { $at } of { $n }
technical-not-found = Not found
technical-next = Next match
technical-previous = Previous match
technical-copy = Copy answer
technical-curl = Copy as curl
technical-curl-why = The command sends the same request. The variable VEC_API_TOKEN stands in place of the token.
