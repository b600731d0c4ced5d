# VEC Batch Viewer, British English. Sentence case; short; the office’s words.

app-name = VEC Batch Viewer
app-description = Shows one certificate batch of VEC.digital: its progress, what the certificate looks like and who is set to sign it.

# The top of the window
batch-id = Batch ID
batch-id-hint = Paste a batch ID or a link that contains one
check-batch = Check batch
clear-id = Clear batch ID
cancel = Cancel
menu = Menu
refresh = Refresh
close = Close
copied = Copied
nothing-pasted = Nothing to paste: the app you copied from is not responding. Copy the text again.
copy-what = Copy { $what }
choose-id = Check { $id }

# The menu
menu-replace-token = Replace token…
menu-forget-token = Forget token…
menu-test-connection = Test connection
menu-sample = Explore with sample data
menu-leave-sample = Leave sample data
menu-theme = Appearance
theme-system = Same as the system
theme-light = Light
theme-dark = Dark
theme-high-contrast = High contrast
text-size = Text size: { $percent } %
text-larger = Larger text
text-smaller = Smaller text
text-reset = Normal text size
menu-shortcuts = Keyboard shortcuts
menu-about = About VEC Batch Viewer

close-while-saving-title = Certificates are still being loaded
close-while-saving-why = They are saved once all of them are loaded. If you close the window now, no file is written.
close-while-saving-confirm = Close the window
close-while-saving-go-on = Keep saving
saving-stopped = Saving was stopped because another batch or account came on screen. No file was written.
saving-not-whole = Saving stopped before all certificates were loaded. No file was written.
closing-title = Waiting for the password store
closing-why = This window closes by itself in a moment, as soon as the password store is done with the token.

# The start
start-title = Check a certificate batch
start-lead = See at a glance whether a batch is ready, what the certificate looks like and who is set to sign it.
start-first-run = Add your API token
start-first-run-why = The token lets this app read batches. It is kept in this computer’s password store, nowhere else.
start-rejected-why = The service did not accept the last one. The check continues as soon as the new token is saved.
start-replace = Replace your API token
start-replace-why = The new token replaces the last one.
start-forgotten = Token forgotten
start-forgotten-why = It is no longer kept on this computer. Add another one to go on.
start-forgetting = Removing the token
start-forgetting-why = This app no longer uses it. It is being removed from this computer’s password store.
start-store-trouble = Enter your API token
start-store-trouble-why = The password store cannot be used at the moment. The token can be used until the app closes.
step = Step { $number }
step-sign-in = Sign in to VEC.digital
step-sign-in-how = Open vec.digital/login in a browser and sign in.
step-make-token = Create a token
step-make-token-how = Go to account settings → API Tokens → Create New Token. Tick the permission “batches:view” and copy the token. It is shown only once.
step-paste-token = Paste it here
step-paste-token-how = Paste the token below and save it. Then paste a batch ID.
open-sign-in = Open the sign-in page
api-token = API token
api-token-hint = Paste the token here
save-token = Save token
saving-token = Saving the token…
use-until-close = Use token until the app closes
reading-token = Looking for the saved token…
waiting-for-store = Waiting for this computer’s password store. It may be asking for a password.
token-kept-store = The token is kept in this computer’s password store
token-kept-until-close = The token is used until the app closes
token-kept-environment = The token comes from VEC_API_TOKEN and is not saved
token-kept-sample = Sample data needs no token
no-token-question = No token yet?
starting-sample = Preparing the sample data…
menu-accounts = Accounts…
accounts-title = Accounts
accounts-lead = Each account has its own token, list of batches and recent batches.
accounts-reading = Reading accounts…
accounts-reading-why = They are kept in your home folder. If that is on a network, this takes a moment.
accounts-not-read = The accounts cannot be read
accounts-unknown = Account not found
accounts-unknown-why = There is no account called { $name }. Your accounts: { $there }.
accounts-use-last = Start with the last used account
account-in-use = Account: { $name }
account-add = Add account…
account-add-title = Add an account
account-add-how = For another institution you work for. You add its token next.
account-add-confirm = Add account
account-name = Name
account-name-empty = Give it a name
account-name-too-long = Use 60 characters or fewer
account-name-taken = Another account has this name already
account-another-service = Another service address
account-address = Service address
account-address-how = Only if your institution gave you one.
account-address-problem = { $why ->
    [not-secure] The address must start with https (http only for this computer)
    [more-than-host] The address must be a host only, without user name, path or query
   *[other] This is not the address of a web service
}
account-rename = Rename…
account-rename-title = Rename the account
account-rename-confirm = Rename
account-forget = Forget this account…
forget-account = Forget { $name }?
account-forget-why = Its token, recent batches and last known answers are removed from this computer. The token stays valid at VEC.digital until it is deleted there.
account-forget-confirm = Forget account
account-goes = { $name } is being forgotten
account-gone = { $name } is forgotten
account-token-goes = Its token is being removed from this computer’s password store.
account-token-gone = Its token is removed from this computer’s password store.
account-records-go = Its recent batches and last answers are being removed.
account-records-left = Its recent batches and last answers could not be removed. Forget the account again to retry.
account-environment = Token from the environment
account-environment-how = for this run only
account-token-of = Account: { $name } ({ $host })
look-in-account = Look in { $name }
key-account = Go to another account
forget-title = Forget the token?
forget-why = It is removed from this computer. It stays valid at VEC.digital until it is deleted there.
forget-memory = Also remove recent batches, last answers and opened files
forget-memory-why = Otherwise the next person to enter a token here sees them.
forget-confirm = Forget token

# Sample data
sample-banner = Sample data – nothing here is real
sample-left = The sample data was closed to check your own batch.
sample-title = Sample data
sample-lead = Choose a line to see what the app shows.
sample-batches = Batches
sample-problems = When something does not work
sample-completed = A finished batch
sample-processing = A batch under way
sample-pending = A batch that has not begun
sample-waiting-for-me = A batch that needs your signature
sample-waiting = A batch that waits for others
sample-partially-completed = A batch with some failures
sample-failed = A batch that failed
sample-unknown-status = A status this app does not know
sample-scripts = Names in many scripts
sample-many-signatories = 5,000 signatories
sample-sparse = An answer that says very little
sample-another-batch = An answer about another batch
sample-picture-gone = The picture is gone
sample-picture-damaged = The picture is damaged
sample-token-not-accepted = The token is not accepted
sample-permission-needed = A permission is missing
sample-access-not-allowed = Access is not allowed
sample-not-found = The batch is not found
sample-too-many-requests = Too many requests
sample-service-problem = The service has a problem
sample-no-network = No connection
sample-timeout = No answer (takes 30 seconds)
sample-not-secure = The connection is not secure
sample-sign-in-page = A sign-in page is in the way
sample-cut-short = The answer stops half way
sample-too-large = The answer never ends
sample-store-not-available = The password store is not there
sample-store-locked = The password store is locked
sample-store-not-answering = The password store does not answer

# Following a batch
follow = Follow this batch
follow-next = Checks again at { $time }
follow-checking = Checking again…
follow-hidden = Paused while the window is hidden
follow-missed = The last check failed: { $title }
follow-missed-at = The check at { $time } failed: { $title }
difference-since = Since { $time }: { $changes }
difference-at = { $time }: { $changes }
show-changes = Show each change
change-made = { $n } more made
change-failed = { $n } newly failed
change-status = now “{ $status }”
change-my-turn = your signature is needed
title-name = { $name } – VEC Batch Viewer
title-progress = { $name } – { $percent } % – VEC Batch Viewer
menu-follow = Follow unfinished batches
menu-notify = Show desktop notifications

# Recent batches and what else is remembered
recents-title = Recent batches
recents-none = Batches you check are listed here.
recents-no-match = No recent batch matches.
recents-search = Search by name or ID
recents-fold = Hide the list of recent batches
recents-open = Show the recent batches
recent-unnamed = Batch { $id }
recent-line = { $status } · { $when }
about-recent = { $label }: { $name }
more-about = More actions
pin = Keep at the top
unpin = No longer keep at the top
pinned = kept at the top
remove-recent = Remove from the list
as-of = As of { $when }, not refreshed
forget-everything = Clear everything remembered…
forget-everything-title = Clear everything remembered on this computer?
forget-everything-why = This removes the recent batches, last answers with their pictures and opened files of all accounts, and the settings of this app. Accounts and tokens stay; you can forget them in the menu.
forget-everything-confirm = Clear everything
understood = Understood
cleared = Everything remembered was removed from this computer.
cleared-left = Everything remembered was removed from this computer, except these files: { $names }
storage-set-aside = What this app remembered was damaged, so it starts afresh. The damaged file was kept as { $name }.
storage-set-aside-copy = What this app remembered was damaged, so a copy of it is used. The damaged file was kept as { $name }.
storage-not-read = What this app remembered cannot be read and was left alone: { $name }
storage-newer = What this app remembered was written by a newer version of it. It was left alone, and nothing new is remembered: { $name }
storage-no-folder = This computer has no folder for settings, so nothing is remembered after the app closes.
storage-full = The disk is full, so the last change is not remembered after the app closes.
storage-not-allowed = The settings folder may not be changed, so nothing new is remembered after the app closes.
storage-busy = Another window of this app was busy, so the last change is not remembered after the app closes.
storage-too-large = The last answer is too large to be remembered.
storage-not-written = The last change could not be written, so it is not remembered after the app closes.

# Before the first answer
empty-title = Paste a batch ID to begin
empty-how = Copy the ID from VEC.digital, or from a message that contains it, and paste it anywhere in this window.
loading = Checking the batch…
back-to = Back to { $name }
browse-title = Batches
browse-narrow = Search the loaded batches
browse-all = All states
browse-refresh = Load the list again
browse-loading = Loading the list…
browse-none = There are no batches here.
browse-back = Back to the list of batches
browse-made = { $total ->
    [none] { $made } made
   *[other] { $made } of { $total } made
}
browse-numbers = { $total ->
    [none] { $made }
   *[other] { $made } of { $total }
}
browse-attention = { $n ->
    [one] { $n } needs attention
   *[other] { $n } need attention
}
browse-attention-loaded = { $n ->
    [one] { $n } needs attention among those loaded
   *[other] { $n } need attention among those loaded
}
browse-whole = { $loaded ->
    [one] { $loaded } batch, as of { $when }
   *[other] { $loaded } batches, as of { $when }
}
browse-loaded = { $total ->
    [none] { $loaded } loaded, as of { $when }
   *[other] { $loaded } of { $total } loaded, as of { $when }
}
browse-found = { $found } of { $loaded } loaded batches found, as of { $when }
list-load-again = Load again
list-short = { $why ->
    [limit] This list is incomplete: this app loads at most { $most } rows.
    [stopped] This list is incomplete: the service stopped sending.{ $missing ->
        [none] {""}
        [one] {" "}{ $missing } is missing.
       *[other] {" "}{ $missing } are missing.
    }
   *[other] { $missing ->
        [none] Some may be missing:
        [one] { $missing } is missing:
       *[other] { $missing } are missing:
    } { $why ->
        [changed] the list changed while it was loaded.
        [repeated] the service sent some rows twice.
        [nameless] the service sent rows without an ID.
        [unreadable] this app cannot read what the service sent.
       *[uncounted] the service does not say how many there are.
    }
}
numbered = { $name } ({ $number })
more-about-this = More about { $name }

# The certificates of a batch
certificates-title = Certificates
certificates-search = Search by name, address or reference
certificates-refresh = Load the certificates again
certificates-order = Order
certificates-unsorted = The service’s order
certificates-reverse = Reverse the order
certificates-later = They are listed once the service has answered.
certificates-loading = Loading the certificates…
certificates-none = The service lists no certificates for this batch.
certificates-none-found = No certificate matches.
certificates-whole = { $loaded ->
    [one] { $loaded } certificate, as of { $when }
   *[other] { $loaded } certificates, as of { $when }
}
certificates-changed = { $failed ->
    [0] The batch has changed since this list was loaded.
    [one] { $failed } more failed since this list was loaded.
   *[other] { $failed } more failed since this list was loaded.
}
format-workbook = Excel
format-csv = CSV
save-certificates = { $total ->
    [none] Save all as { $format }…
    [one] Save this one as { $format }…
   *[other] Save all { $total } as { $format }…
}
save-these-certificates = { $loaded ->
    [one] Save this one as { $format }…
   *[other] Save these { $loaded } as { $format }…
}
saving-loaded = { $loaded } of { $total } loaded
saving-loaded-seconds = { $loaded } of { $total } loaded · about { $left } s left
saving-loaded-minutes = { $loaded } of { $total } loaded · about { $left } min left
certificate-title = Certificate
certificate-nameless = Certificate without a name
certificate-as-listed = The details below come from the list.
certificate-copy-reference = Copy reference
certificate-copy-email = Copy e-mail address
certificate-open-pdf = Open PDF
certificate-save-pdf = Save PDF…
certificate-open-picture = Open picture
file-fetching = Fetching the file…
file-opening = Opening the file…
file-opened = Sent to the browser. If nothing opens, save the file instead.
still-showing = Below is the last answer: { $name }

# The verdict
unnamed-batch = Batch without a name
status-pending = Not begun
status-processing = Under way
status-waiting-for-approval = Waiting for approval
status-completed = Completed
status-partially-completed = Partially completed
status-failed = Failed
status-missing = No status
certificate-pending = Not begun
certificate-processing = Being made
certificate-generated = Made
certificate-failed = Failed
certificate-revoked = Withdrawn
verdict-ready = { $made ->
    [one] Ready: the certificate is made.
   *[other] Ready: all { $made } certificates are made.
}
verdict-doubtful = { $made ->
    [none] Marked completed, but the service did not say how many certificates are made.
    [0] Marked completed, but no certificate was made.
   *[other] { $total ->
        [none] Marked completed: { $made } made, of an unknown number.
       *[other] Marked completed, but the numbers don’t match: { $made } of { $total } made.
    }
}
verdict-doubtful-partial = Marked partially completed, but no certificate failed.
failed-too = { $failed ->
    [none] {""}
   *[other] , { $failed } failed
}
verdict-not-started = { $total ->
    [none] The work has not begun.
    [one] The work has not begun: { $total } certificate to make.
   *[other] The work has not begun: { $total } certificates to make.
}
verdict-under-way = { $to-go ->
    [none] The certificates are being made.
    [0] The certificates are being made; none are left to make.
    [one] The certificates are being made: { $to-go } to go.
   *[other] The certificates are being made: { $to-go } to go.
}
verdict-waiting = { $made ->
    [none] Waiting for approval.
    [0] Waiting for approval.
   *[other] Waiting for approval: { $made } made{ failed-too }.
}{ $mine ->
    [true] {" "}Your signature is needed.
    [false] {" "}Your signature is not needed now.
   *[none] {""}
}
verdict-some-failed = { $failed ->
    [none] Partially completed. The service did not say how many failed.
   *[other] { $made ->
        [none] Finished with failures: { $failed } failed.
       *[other] Finished with failures: { $made } made, { $failed } failed.
    }
}
verdict-none-made = { $made ->
    [none] The run failed.
    [0] The run failed: no certificate was made.
    [one] The run failed: { $made } certificate was made before it stopped.
   *[other] The run failed: { $made } certificates were made before it stopped.
}
verdict-unknown = The service says “{ $word }”. This app does not know this status yet.
verdict-missing = The service gave no status for this batch.
my-signature-needed = VEC.digital says your signature is needed for this batch.
my-signature-how = Sign in to VEC.digital to sign. This app only shows batches.
another-batch = This answer is about another batch
another-batch-why = You asked for { $asked }, but the service answered about { $got }. Check with the service before relying on it.

# Progress
progress = Progress
progress-made = { $n } made
progress-failed = { $n } failed
progress-to-go = { $n } to go
progress-of-total = { $total ->
    [one] of { $total } certificate
   *[other] of { $total } certificates
}
progress-unknown = The service gave no numbers
progress-no-total = total not known
progress-empty = The batch has no certificates
progress-too-many = The numbers do not add up: more certificates were made and failed than the batch has.
progress-other-status = The numbers don’t match the status. Both are shown as received.
progress-disagree = The service reports { $percent } %, but its numbers come to { $counted } %. Both are shown as received.

# Signatories
signatories-title = Template’s default signatories
signatories-note = These are the people the template names now. The service does not say who was asked for this batch, or who has signed.
signatories-none = This template has no signature fields.
signatories-no-defaults = No default signatories: they are named when each batch is made.
signatories-unknown = The service said nothing about signatories.
signatories-count = { $n ->
    [one] { $n } place
   *[other] { $n } places
}
signatories-shown = { $shown } of { $n } shown
filter-signatories = Filter by name, role or address
nobody-matches = No one matches “{ $text }”
place-number = Place { $number }
place-no-number = No place number
no-one-set = No one set
empty-place = The field “{ $field }” has no default signatory. Someone is named for it when a batch is made.
not-on-design = Not a field of this design
approves-automatically = Approves automatically
approves-automatically-why = The service marks this person with “auto_approve”: the signature is applied without asking each time.
user-number = User #{ $number }
unnamed-person = Person without a name
write-to = Write to { $address }
signature-needed = Signatures are needed for this batch
signature-not-needed = No signatures are needed for this batch
my-signature-not-needed = VEC.digital says your signature is not needed now

# Picture
template = Template
template-unknown = The service said nothing about the template.
template-named = Template: { $name }
preview-of = Template preview: { $name }
preview-unnamed = without a name
preview-note = The blank design as it is now, not a finished certificate.
preview-none = This template has no picture.
preview-loading = Loading the picture…
enlarge = Enlarge picture
zoom-in = Zoom in
zoom-out = Zoom out
zoom-fit = Fit
zoom-full = 100 %
save-picture = Save picture…
picture-how = Wheel or + and − to zoom, drag or arrow keys to move, Esc to close.

# All fields
all-fields = All fields
group-batch = Batch
group-counts = Certificates
group-times = Times
group-signatures = Signatures
group-template = Template
signatory-group = Signatory { $number }
field-id = Batch ID
field-name = Name
field-status = Status
field-template-id = Template ID
field-total = Certificates in all
field-made = Made
field-failed = Failed
field-progress = Progress
field-completion-date = Completed
field-created-at = Created
field-updated-at = Last changed
field-requires-signatures = Signatures needed
field-requires-my-signature = Your signature needed
field-template-own-id = ID
field-institution-id = Institution number
field-screenshot = Picture address
field-has-signatures = Has signature fields
field-has-default-signatories = Has default signatories
field-requires-signature-setup = Signatories must be named for each batch
field-signatory-fields = Signature fields
field-default-signatories = Default signatories
field-signatory-id = Entry number
field-signatory-index = Place
field-institution-user-id = User number in the institution
field-display-name = Name to print
field-designation = Role to print
field-auto-approve = Approves automatically
field-user-id = Account number
field-user-uuid = Account ID
field-first-name = First name
field-last-name = Last name
field-email = E-mail address
field-signatory-name = Signs as
field-signatory-designation = Signs in the role of
field-certificate-id = Certificate ID
field-reference = Reference
field-customer-id = Customer number
field-pdf = PDF address
field-qr-code = QR code address
field-barcode = Barcode address
field-issue-date = Date of issue
field-generated-at = Made at
value-missing = Not given
value-yes = Yes
value-no = No
value-none = None
show-all = Show all
show-less = Show less
show-more-people = Show more signatories

# The language, its numbers and dates
language = en-GB
number-thousands = ,
number-decimal = .
percent = { $percent } %
month = { $n ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
date = { $day } { $month } { $year }
date-and-time = { $date }, { $time }
time-in-zone = { $hour }:{ $minute } { $zone }
time-with-seconds = { $hour }:{ $minute }:{ $second }

# Times
checked-at = Checked { $when }
time-now = just now
time-minutes = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
time-hours = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
time-days = { $n ->
    [one] yesterday
   *[other] { $n } days ago
}
time-months = { $n ->
    [one] { $n } month ago
   *[other] { $n } months ago
}
time-years = { $n ->
    [one] { $n } year ago
   *[other] { $n } years ago
}
time-ahead = in the future
time-both = { $local } ({ $relative })

# Test of the connection
test-lead = Step by step to { $host }. Nothing is changed.
test-name = Name
test-connection = Connection
test-secure = Secure connection
test-service = Service
test-token = Token
test-running = Checking…
test-not-reached = Not reached
test-addresses = Found: { $addresses }
test-name-proxy = Left to the proxy { $proxy }
test-connected = Connected in { $ms } ms
test-connected-proxy = Connected through the proxy { $proxy } in { $ms } ms
test-confirmed = Confirmed by { $issuer }, valid until { $until }
test-confirmed-no-date = Confirmed by { $issuer }
test-same-computer = Not needed: the service runs on this computer
test-answered = The service answered in { $ms } ms
test-token-accepted = The token is accepted
test-token-known = The token is known, but may not list batches. Reading one batch may still work
test-no-token = There is no token to try
test-again = Test again
test-copy = Copy results for IT
test-all-well = Everything works.
test-stopped = The test stopped at this step.
test-report-heading = VEC Batch Viewer – connection test
test-report-line = { $step }: { $finding }

# About and keys
about-version = Version { -version }
about-newer = This app does not look for newer versions by itself. Ask whoever gave you the app, such as your IT department, and compare the number with the one above.
about-licence = Free software under the MIT licence. The licences of its parts come with it, as “third-party-licences.txt”.
about-folders = Settings and recent batches are in { $config }. Last answers are in { $cache }. Opened files are removed when the window closes.
about-token = A saved token is kept in this computer’s password store under “vec-batch-viewer”, and nowhere else.
service = Service: { $host }
about-copy = Copy version and system
key-check = Check the batch
key-field = Go to the batch ID
key-refresh = Check again
key-paste = Paste a batch ID from anywhere
key-escape = Cancel, or close what is open
key-tab = Next control
key-help = This list
key-zoom = Zoom the enlarged picture
key-move = Move the enlarged picture

# What a start in a terminal prints
usage =
    VEC Batch Viewer { -version }

    Usage: vec-batch-viewer [OPTIONS] [vec-batch:ID]

      --demo          explore with sample data
      --api-url URL   another address of the service (https, or http to this computer)
      --account NAME  begin with this account
      --batch ID      check this batch at once
      --log FILE      log to a file; the token is never in it
      --help          show this text
      --version       show the version

    The environment variable VEC_API_TOKEN is used as the token if it is set, and is never saved.
version-line = vec-batch-viewer { -version }
argument-unknown = vec-batch-viewer: the option { $option } is not known; --help lists all
argument-value = vec-batch-viewer: the option { $option } needs a value
argument-url = vec-batch-viewer: the value of --api-url cannot be used: { origin-problem }
origin-problem = { $why ->
    [not-secure] it must start with https (http only for this computer)
    [more-than-host] it must be a host only, without user name, path or query
   *[other] it is not the address of a web service
}
already-open = The window that is already open has come to the front.
handed-over = The batch is shown in the window that is already open.
argument-account = vec-batch-viewer: there is no account called { $name }; there are: { $there }
argument-batch = vec-batch-viewer: the value of --batch is no batch ID
argument-link = vec-batch-viewer: the vec-batch link does not name one batch
broken-link = This link does not name one batch. Ask whoever gave it to you for the batch ID.
sudden-end = VEC Batch Viewer crashed ({ $place }). Your saved data is safe, and the app can be started again. Please tell whoever gave you the app.
argument-log = vec-batch-viewer: the value of --log cannot be used: { $why }
argument-token = vec-batch-viewer: the value of VEC_API_TOKEN cannot be used as a token
machine-unusable = vec-batch-viewer: not started, because the settings for this computer cannot be used: { $why }
    .dialog = VEC Batch Viewer was not started, because the settings for this computer cannot be used. Your IT department can fix them: { $why }
machine-not-read = { $file } cannot be read: { $why }
machine-not-understood = { $file } is not understood: { $why }
machine-address = { $file }, line { $line }: api_url: { origin-problem }
machine-proxy = { $file }, line { $line }: proxy: it must be an address such as http://proxy.example.org:3128, without user name, password or path
machine-follow = { $file }, line { $line }: follow: it must be true or false
machine-accounts = { $file }, line { $line }: accounts: it must be a list, each with a name and the api_url of its service, and no name or service twice
machine-unknown = vec-batch-viewer: there is no setting called { $setting }: { $file }
start-proxy = vec-batch-viewer: not started, because the proxy of this computer cannot be used: { $variable } must be an address such as http://proxy.example.org:3128
    .dialog = VEC Batch Viewer was not started, because the proxy of this computer cannot be used. Your IT department can fix the environment variable { $variable }: it must be an address such as http://proxy.example.org:3128.
start-no-screen = vec-batch-viewer: no window can be opened: there is no screen to show it on (neither DISPLAY nor WAYLAND_DISPLAY leads to one)
    .dialog = VEC Batch Viewer found no screen to open its window on.
screen-gone = vec-batch-viewer: the window had to close: the screen it was on has gone, or ended the connection
start-no-library = vec-batch-viewer: no window can be opened: a part of the system is missing ({ $missing }); on Debian: apt-get install { $packages }
    .dialog = VEC Batch Viewer could not open its window, because a part of the system is missing ({ $missing }). Your IT department can add it. On Debian these packages bring it: { $packages }.
start-no-opengl = vec-batch-viewer: no window can be opened: OpenGL is missing; on Debian: apt-get install libegl1 libgl1 libgl1-mesa-dri
    .dialog = VEC Batch Viewer could not open its window, because OpenGL is missing on this computer. Your IT department can add it. On Debian these packages bring it: libegl1 libgl1 libgl1-mesa-dri.
start-no-graphics = vec-batch-viewer: no window can be opened: the graphics of this computer cannot be used; a newer graphics driver may help
    .dialog = VEC Batch Viewer could not open its window, because it cannot draw with the graphics of this computer. Your IT department may have a newer graphics driver.
start-no-thread = vec-batch-viewer: the system does not allow a background thread
    .dialog = VEC Batch Viewer could not start, because the system does not let it work in the background. Closing other apps may help.
