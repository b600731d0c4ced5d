//! The links of the well-known mail filters, each in its published form.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use super::{BARE, OTHER, percent};

/// Two numbers that Microsoft's links carry for themselves.
const TENANT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9%7C1122334455667788990011223344aabb";

/// `link` as each of them rewrites it.
pub fn filtered(link: &str) -> Vec<String> {
    let once = percent(link, 1).replace("%2D", "-").replace("%2E", ".");
    [
        microsoft(&once),
        proofpoint(link),
        others(link, &once),
        redirects(link, &once),
    ]
    .concat()
}

fn microsoft(once: &str) -> Vec<String> {
    vec![
        format!(
            "https://nam02.safelinks.protection.outlook.com/?url={once}&data=05%7C02%7Casha%40example.org%7C{TENANT}%7C0%7C0%7C638765432100000000%7CUnknown%7C&reserved=0"
        ),
        format!(
            "https://can01.safelinks.protection.outlook.com/ap/t-59584e83/?url={once}&amp;data=05%7C02%7C%7C{TENANT}%7C0&amp;sdata=AbC%3D&amp;reserved=0"
        ),
        format!(
            "https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url={once}&locale=en-us&dest=https%3A%2F%2Fteams.microsoft.com%2Fapi&pc=abc"
        ),
        format!(
            "https://mail.example.org/owa/redir.aspx?C=0123456789abcdef0123456789abcdef&URL={once}"
        ),
    ]
}

fn proofpoint(link: &str) -> Vec<String> {
    let escapes = ["-2D", "-25", "-3F", "-3D", "-3A", "-5F", "-26"];
    let mut second = link.replace('-', escapes[0]);
    for escape in &escapes[1..] {
        let code = u8::from_str_radix(&escape[1..], 16).unwrap();
        second = second.replace(char::from(code), escape);
    }
    let (second, third) = (second.replace('/', "_"), link.replace('%', "*"));
    vec![
        format!(
            "https://urldefense.proofpoint.com/v1/url?u={link}&k=oIvRg1%2BdGAgOoM1BIlLLqw%3D%3D%0A&r={BARE}"
        ),
        format!(
            "https://urldefense.proofpoint.com/v2/url?u={second}&d=DwMFaQ&c=euGZstcaTDllvimEN8b7jXrwqOf-v5A_CdpgnVfiiMM&r=abc&m=def&s=ghi&e="
        ),
        format!("https://urldefense.com/v3/__{third}__;JSU!!Nv3xtKNH_4uope0!a1b2c3d4e5f6$"),
        format!("https://urldefense.us/v3/__{third}__;!!BClRuOV5cvtbuNI!abc$"),
    ]
}

fn others(link: &str, once: &str) -> Vec<String> {
    let base64 = STANDARD.encode(link);
    let url_base64 = URL_SAFE_NO_PAD.encode(link);
    vec![
        format!(
            "https://secure-web.cisco.com/1x9e7860e37c0a401f98f6_aa-bb/{}",
            percent(link, 1)
        ),
        format!(
            "https://linkprotect.cudasvc.com/url?a={once}&c=E,1,abcDEF,0123456789abcdef0123456789abcdef,,&typo=1"
        ),
        format!("https://protect2.fireeye.com/v1/url?k=31323334-501cfaf3&q=1&e={OTHER}&u={once}"),
        format!("https://protect-eu.trellix.com/v1/url?k=0&e={OTHER}&u={once}"),
        format!(
            "https://ca-1.trendmicro.com/wis/clicktime/v1/query?url={once}&umid={OTHER}&auth={BARE}-0123"
        ),
        format!(
            "https://us-east-2.protection.sophos.com/?d=vec.digital&u={base64}&i=NWY&t=YWJj&h=0123456789abcdef0123456789abcdef&s=AVNPUE"
        ),
        format!("https://url.avanan.click/v2/___{link}___.YXAzOmV4YW1wbGU6YTpvOmFiYw"),
        format!("https://url.us1.checkpoint.com/v2/r01/___{once}___.YXAz"),
        format!("https://clicktime.symantec.com/3AbCd?u={once}"),
        format!("https://clicktime.symantec.com/15sM/{}", percent(link, 1)),
        format!("https://antiphishing.vadesecure.com/v4?f=abc&k=def&r=ghi&s={BARE}0&u={once}"),
        format!("https://urlsand.esvalabs.com/?u={once}&e=0a1b2c3d&h=0a1b2c3d&f=y&p=y"),
        format!(
            "https://scanner.topsec.com/?d=1&r=show&u={once}&t=0123456789012345678901234567890123456789"
        ),
        format!("https://link.edgepilot.com/s/0a1b2c3d/AbCdEf?u={once}"),
        format!("https://linkscan.io/scan/ux/{url_base64}/0A1B2C3D?c=1"),
        format!("https://urlisolation.com/browser?clickId={OTHER}&traceToken=1&url={once}"),
        format!("https://safe.menlosecurity.com/{link}"),
        format!("http://fortinet.example/fgd?fewReq=aB0%3D&url={once}"),
        format!("https://filter.example/x?url={}", percent(link, 2)),
    ]
}

/// Chats and mail pages do the same.
fn redirects(link: &str, once: &str) -> Vec<String> {
    vec![
        format!("https://www.google.com/url?q={link}&sa=D&source=hangouts&ust=1&usg=AOv"),
        format!("https://l.facebook.com/l.php?u={once}&h=AT0"),
        format!("https://www.linkedin.com/redir/redirect?url={once}&urlhash=abcd"),
        format!("https://slack-redir.net/link?url={once}"),
        format!("https://deref-gmx.net/mail/client/aBc/dereferrer/?redirectUrl={once}"),
        format!("https://web.archive.org/web/20260102030405/{link}"),
    ]
}
