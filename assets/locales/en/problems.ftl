# What the person reads when something did not work.
# Each has a title, most have a reason (.why) and a next step (.next).
# Words that blame or frighten stay out: a test knows them.

seconds = { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}

store-not-available = Password store not available
    .why = The token cannot be kept on this computer because its password store is not running.
    .next = Start the password store and try again, or use the token until the app closes.
store-no-place = No place for the token
    .why = The password store of this computer is running, but has no keyring to keep tokens in, or only one that cannot be written to.
    .next = Make a keyring and choose it as the default in this computer’s password manager, then try again; or use the token until the app closes.
store-locked = Password store is locked
    .why = Tokens are kept there, and cannot be read or saved while it is locked.
    .next = Unlock it when this computer asks for a password, then try again.
store-not-answering = Password store is not answering
    .why = No answer within { seconds }.
    .next = A request for a password may be hidden behind this window.
store-unreadable = Saved token cannot be read
    .why = The password store’s entry for this service is not a token.
    .next = Enter the token again to replace it.
store-not-kept = Token was not kept
    .why = The password store accepted the token, but it was not there when it was read back.
    .next = Try again, or use the token until the app closes.
store-too-long = Token is too long to keep
    .why = The password store of this computer cannot hold a token of this length.
    .next = Use the token until the app closes, or make a new one.
store-not-forgotten = Token may still be stored
    .why = The password store did not remove the token. This app does not use it until it is opened again.
    .next = Unlock the password store and try again, or remove the entry “vec-batch-viewer” in this computer’s password manager.

token-not-accepted = Token not accepted
    .why = The service did not accept the token. It may have expired or been replaced.
    .next = Paste a new token. The batch ID is kept, and the check goes on after saving.
    .list-next = Paste a new token.
permission-needed = Permission needed
    .why = The token works, but it does not include { $permission }.
    .next = Ask the account administrator to add it.
access-not-allowed = Access not allowed
    .why = The token does not allow reading this batch.
    .next = Ask the account administrator.
    .list = The token does not allow reading this list.
batch-not-found = Batch not found
    .why = No batch has the ID { $id }, or it belongs to another account.
    .next = Check the ID against where it was copied from. The ID of a certificate, or of an upload to the certificate vault, is not a batch ID.
batch-id-not-accepted = Batch ID not accepted
    .why = The service could not use the ID { $id }.
    .next = Check the ID against where it was copied from.
list-not-available = No list here
    .why = This service does not offer the list to this app.
    .next = Everything else works: paste a batch ID.
certificate-not-found = Certificate not found
    .why = The service has no such certificate any more, or it belongs to another account.
    .next = Refresh the list.
file-not-available = File not available
    .why = The service has no such file, or does not allow the download.
    .next = Open the certificate on VEC.digital.
too-many-requests = Too many requests
    .why = The service is asking for a short wait.
    .next = { $seconds ->
        [0] The check can be repeated now.
       *[other] Try again in { seconds }.
    }
    .list-next = { $seconds ->
        [0] The list can be loaded now.
       *[other] Try again in { seconds }.
    }
service-problem = Service problem
    .why = { $seconds ->
        [none] The service has a problem.
       *[other] The service is temporarily unavailable.
    } The batch ID is kept and nothing was changed.
    .next = { $seconds ->
        [none] Try again in a few minutes. If it continues, send { $code ->
            [none] the details
           *[other] the code { $code }
        } to support.
       *[other] { too-many-requests.next }
    }
    .list = { $seconds ->
        [none] The service has a problem.
       *[other] The service is temporarily unavailable.
    } Nothing was changed.
    .list-next = { $seconds ->
        [none] { service-problem.next }
       *[other] { too-many-requests.list-next }
    }
unexpected-status = Unexpected answer
    .why = The service answered in a way this version does not know.
    .next = Check for a newer version of this app.
sent-elsewhere = Unexpected answer
    .why = The service sent this app to another page, most likely for signing in. It was not followed.
    .next = Try again. If it continues, check the token, or ask IT whether the network asks for a sign-in.
name-not-found = No connection to the service
    .why = { $host ->
        [none] The address of the service could not be found.
       *[other] The address of the service, { $host }, could not be found.
    }
    .next = Check the network or VPN, then try again.
not-reachable = No connection to the service
    .why = The service did not accept the connection.
    .next = Check the network or VPN; a firewall may block it.
connection-lost = No connection to the service
    .why = The connection was closed before an answer came.
    .next = Check the network or VPN, then try again.
not-secure = Connection is not secure
    .why = The identity of the service could not be confirmed, so nothing was sent. { $reason ->
        [expired] Its certificate is out of date.
        [not-yet-valid] Its certificate is not valid yet.
        [other-name] Its certificate is made out to another name.
        [unknown-issuer] Its certificate was issued by someone this computer doesn’t trust.
        [revoked] Its certificate was withdrawn.
        [not-tls] The other side offered no secure connection.
       *[other] Its certificate could not be checked.
    }
    .next = Check the date and time of this computer. On an office network, ask IT about secure-connection inspection.
    .clock = The clock of this computer seems to be { $days ->
        [one] { $days } day
       *[other] { $days } days
    } off. Set the right date, then try again.
connect-timeout = Service is not answering
    .why = No answer within { seconds }.
    .next = Check the network or VPN, then try again.
answer-timeout = Service is taking too long
    .why = The answer did not finish within { seconds }.
    .next = Try again in a moment. The batch ID is kept.
    .list-next = Try again in a moment.
proxy-refused = Office network stopped the request
    .why = A proxy on this network did not let the request through.
    .next = { $host ->
        [none] Ask IT to allow the service.
       *[other] Ask IT to allow { $host }.
    }
proxy-sign-in = Office network stopped the request
    .why = A proxy on this network asks for a sign-in that this app cannot give.
    .next = { proxy-refused.next }
proxy-not-reachable = Office network stopped the request
    .why = The proxy that this computer is set to use cannot be reached.
    .next = Check the network or VPN, or ask IT about the proxy setting.
cut-short = Connection was interrupted
    .why = The answer stopped before the end.
    .next = Try again.
unexpected-web-page = Unexpected answer
    .why = A web page came back instead of the batch. A sign-in page or a filter of the network may be in the way.
    .next = Open a browser to see whether the network asks for a sign-in, then try again.
    .list = A web page came back instead of the list. A sign-in page or a filter of the network may be in the way.
unexpected-empty = Unexpected answer
    .why = The service answered, but the answer is empty.
    .next = Try again. If it continues, send the details to support.
unexpected-form = Unexpected answer
    .why = The service answered in a form this version cannot read.
    .next = Try again. If it continues, check for a newer version of this app.
too-large = Answer is too large
    .why = The answer is larger than the { $megabytes } MB this app accepts, so it was stopped.
    .next = Try again. If it continues, send the details to support.
not-saved = File was not saved
    .why = The file could not be written in that place.
    .next = Choose another folder and try again.
app-fault = This app has a problem
    .why = A part of this app stopped unexpectedly. A saved token is still there.
    .next = Close and open it again. If it continues, send the details to support.

picture-not-available = Template picture not available
    .why = The rest of this page works without it.
picture-not-shown = Template picture cannot be shown
    .why = { $reason ->
        [address] Its address is not one this app opens.
        [not-a-picture] The file is not a picture this app can open.
        [damaged] The file is damaged.
       *[too-large] The picture is too large.
    } The rest of this page works without it.

# Problems of a field stand under it.
field-token-empty = Enter the API token
field-token-too-long = API token must be { $max } characters or fewer
field-token-character = API token has a character that cannot be used
field-token-batch-id = This is a batch ID. Enter the API token here
field-id-empty = Enter a batch ID
field-id-not-found = No batch ID found in this text
field-id-not-in-link = No batch ID in this link. Open it in the browser, then copy the address from there
field-id-not-in-file = No batch ID found in this file
field-id-more-than-one = More than one batch ID found. Choose the one to check
field-id-wrong-length = A batch ID has { $digits } letters and digits; this has { $found }
field-id-letters = This is not quite a batch ID: { $letters }. Compare it with the original before you check it
look-alike = “{ $written }” only looks like { $digit }
look-alike-of-other-script = “{ $written }” ({ $code }) only looks like { $digit }
field-id-glued = This looks like a batch ID with a word right next to it. Compare it with the original before you check it
field-id-hyphens = This looks like a batch ID, but its hyphens are in other places. Compare it with the original before you check it
around-id = { $before } … { $after }
field-id-token = This looks like an API token. It was not sent. Enter a batch ID here
field-id-example = Example: 9e7860e3-7c0a-401f-98f6-b98e316934f4

# Buttons of the panels.
action-try-again = Try again
action-replace-token = Replace token
action-where-token = Where to find the token
action-copy-details = Copy details
action-copy-details-it = Copy details for IT
action-copy-request = Copy request for administrator
action-change-id = Change batch ID
list-repeats = The list will load by itself in { seconds }.
check-repeats = The check will repeat by itself in { seconds }.
wait-button = Try again in { $seconds } s

# Permissions in plain words.
permission-batches-view = permission to view batches
permission-batches-list = permission to list batches
permission-batches-create = permission to make batches
permission-certificates-view = permission to view certificates
permission-templates-view = permission to view certificate templates
permission-unknown = the permission “{ $permission }”

# What the administrator is asked for.
request-for-administrator =
    Hello,

    my VEC.digital API token cannot read certificate batches. It does not include the permission “{ $permission }”.
    Could you add this permission, or make a new token that includes it (account settings → API Tokens)?

    Batch ID: { $id }

# Details for a support desk; technical words are welcome here.
details = Details
details-heading = VEC Batch Viewer – details for support
details-what = Problem: { $what }
details-version = App version: { -version }
details-system = System: { $system }
details-time = Time: { $time }
details-batch = Batch ID: { $id }
details-host = Host: { $host }
details-proxy = Proxy: { $proxy }
details-status = HTTP status: { $status }
details-error-code = Error code: { $code }
details-permission = Required permission: { $permission }
details-request-id = Request ID: { $id }
details-message = Message of the service: “{ $message }”
details-content-type = Content type: { $kind }
details-internal-report = The service sent an internal report of { $bytes } bytes, which is left out here
details-led-to = The answer leads on to: { $host }
details-bytes = Bytes received: { $bytes }
details-announced = Bytes announced: { $bytes }
details-retry-after = Retry-After: { $value }
details-json-path = Place in the answer: { $path }
details-clock-ahead = Clock of the service is { $seconds } s ahead of this computer
details-clock-behind = Clock of the service is { $seconds } s behind this computer
details-excerpt = Beginning of the answer: “{ $excerpt }”
details-chain = Cause: { $cause }
