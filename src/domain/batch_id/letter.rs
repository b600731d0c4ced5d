//! Roles of one character in or between the digits of an ID, by Unicode's own properties.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::props::{Dash, DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The first cased letter outside ASCII that stands for an ASCII one.
const FIRST_STAND_IN: char = '\u{2102}';

/// Each hyphen or digit with the letters that are taken for it, of Unicode's confusables.
const LOOK_ALIKES: [(char, &str); 17] = [
    ('-', "˗۔ᅳᝍᯇ\u{1bf3}‐‑‒–—―⁃−─━➖Ⲻⲻ⼀ーㅡ㆒㇐一ꟷꩽ﹘﹣－ｰￚ𐆑𑁋"),
    ('0', "OoΟοОоՕօଠჿዐᲂᲿⲞⲟⵔ〇ꓳＯｏ𐊒𐊫𐌏𐐄𐐬𐓂𐓪𐔖𐰗𑢵𖫩𝐎𝑂𝑶𝒪𝓞𝔒𝕆𝕺𝖮𝗢𝘖𝙊𝙾𝚶𝛰𝜪𝝤𝞞"),
    (
        '1',
        "IilıƖǀɩɪΙιІіӀӏוןاߊᛁᛐ\u{1fbe}ℐℑℓⅠⅰⅼⲒⲓⵊⵏꓲꕯꞁꞮꟾ꠰ﺍﺎＩｉｌ𐊊𐌉𐌠𐔎𐤦𐰾𐲥𐳥𐳺𑷚𖵣𖺪𖻅𖼨𝍷𝐈𝐥𝐼𝑙𝑰𝒍𝓁𝓘𝓵𝔩𝕀𝕝𝕴𝖑𝖨𝗅𝗜𝗹𝘐𝘭𝙄𝙡𝙸𝚕𝚰𝛪𝜤𝝞𝞘𞣇𞴁𞸀𞺀",
    ),
    ('2', "ƧƨϨϩჇჷᒿᘖᲷⴧꙄꙅꛯꝚꝛ"),
    ('3', "ƷȜȝɜʒЗзӠӡՅյვᜂᲕⲜⲝⳄⳅⳌⳍꝪꝫꞫ𑣊𖼻"),
    ('4', "Ꮞꮞ𑢯𑣏𖺂"),
    ('5', "Ƽƽ𑢻𑣛"),
    ('6', "ϬϭбᏮⳒⳓⳜⳝꕃꮾ𑣕"),
    ('7', "ᜪᲄ𐓒𐓺𑣆𖺊"),
    ('8', "Ȣȣꖉ𐌚𖧾𞣋"),
    ('9', "ⳊⳋꝮꝯ𑢬𑣌𑣖𖧁"),
    ('a', "ɑΑαАаᎪᗅꓮꭤꭺ𐊠𖽀𝚨𝛂𝛢𝛼𝜜𝜶𝝖𝝰𝞐𝞪\u{1df5a}\u{1df6a}"),
    ('b', "ƄƅΒβϐВЬвьߕᏏᏴᏼᑲᖯᗷᲀⲂⲃꓐꕗꞴꞵꮟ𐊂𐊡𐌁𐌜𖺶𖻑𝚩𝛣𝜝𝝗𝞑"),
    ('c', "ϲϹСсငၚᏟᲃᴄⅭⅽⲤⲥꓚꮯ𐊢𐌂𐐕𐐽𐔛𑣲"),
    ('d', "ԁᎠᏧᑯᗞᗪⅮⅾꓒꓓꭰꮷ𐆋"),
    ('e', "ΕεϵЕеҽᎬⴹꓰꗋꬲꭼ𐊆𑢦𑢮𑣎𝚬𝛦𝜠𝝚𝞔\u{1df81}"),
    ('f', "ſƒʄϜϝքߓᖴẝꓝꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂𝟊"),
];

/// The hexadecimal digit that `c` is, as lower-case ASCII.
#[inline]
pub fn digit(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_hexdigit().then(|| c.to_ascii_lowercase());
    }
    match category(c) {
        GeneralCategory::DecimalNumber => decimal(c),
        GeneralCategory::UppercaseLetter | GeneralCategory::LowercaseLetter => stand_in(c),
        _ => None,
    }
}

/// Role of a character between the digits of an ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    Dash,
    Blank,
    LineEnd,
    /// Cannot be seen, or only escapes what follows.
    Silent,
    /// Cannot be seen unless a line ends here: then it is a hyphen.
    SoftHyphen,
    /// Marks a quoted line where it stands at its beginning.
    QuoteMark,
}

impl Between {
    pub fn of(c: char) -> Option<Self> {
        match c {
            '-' | '_' => Some(Self::Dash),
            ' ' | '\t' => Some(Self::Blank),
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                Some(Self::LineEnd)
            }
            '>' | '|' => Some(Self::QuoteMark),
            '\u{ad}' => Some(Self::SoftHyphen),
            '\\' => Some(Self::Silent),
            c if c.is_ascii_graphic() => None,
            c if CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) => {
                Some(Self::Silent)
            }
            c => match category(c) {
                GeneralCategory::Control | GeneralCategory::Format => Some(Self::Silent),
                GeneralCategory::SpaceSeparator => Some(Self::Blank),
                GeneralCategory::DashPunctuation | GeneralCategory::ConnectorPunctuation => {
                    Some(Self::Dash)
                }
                _ => {
                    let is_dash = CodePointSetData::new::<Dash>().contains(c);
                    (is_dash || look_alike(c) == Some('-')).then_some(Self::Dash)
                }
            },
        }
    }
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// The value of a decimal digit of any script: its ten stand in a row (Unicode's stability policy).
fn decimal(c: char) -> Option<char> {
    let before = (0..u32::from(c)).rev().take_while(|at| {
        char::from_u32(*at).is_some_and(|c| category(c) == GeneralCategory::DecimalNumber)
    });
    char::from_digit(u32::try_from(before.count() % 10).ok()?, 10)
}

/// The hexadecimal digit that a letter of another width or weight stands for.
fn stand_in(c: char) -> Option<char> {
    if c < FIRST_STAND_IN {
        return None;
    }
    let mut plain = ComposingNormalizerBorrowed::new_nfkc().normalize_iter(std::iter::once(c));
    let (first, second) = (plain.next()?, plain.next());
    (second.is_none() && first.is_ascii_hexdigit()).then(|| first.to_ascii_lowercase())
}

/// The digit that `c` looks like and is not.
pub fn looks_like_digit(c: char) -> Option<char> {
    look_alike(c).filter(char::is_ascii_hexdigit)
}

/// The hyphen or digit that `c` is taken for.
fn look_alike(c: char) -> Option<char> {
    let taken = LOOK_ALIKES.iter().find(|(_, letters)| letters.contains(c));
    taken.map(|(meant, _)| *meant)
}
