//! Fonts of the system for the letters of each script.
//!
//! The first question about a script takes the system up to a fifth of a second, later ones
//! microseconds. So the first one is asked on a thread of its own, and egui is told to start
//! over with its fonts when the answer is there.

use std::{
    collections::HashSet,
    mem,
    ops::RangeInclusive,
    sync::{Arc, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use egui::{
    Context, FontData, FontDefinitions, FontFamily, FontProvider, Id,
    epaint::text::{FallbackRequest, FontInsert},
};
use egui_system_font_provider::SystemFontProvider;
use fontique::{Collection, CollectionOptions, QueryFont, QueryStatus, SourceCache};
use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::crash::lock;

/// Installs `fonts`, and for every script they lack the system's, in place of eframe's way to them.
///
/// The font of a script is looked up in the background as soon as it is seen; until it is there, a
/// fraction of a second later, its letters are blank in the labels of this room.
pub fn install(ctx: &Context, fonts: FontDefinitions) {
    install_with(ctx, fonts, Search::InBackground);
}

/// Like [`install`], but looks fonts up on the spot: for tests that take pictures.
pub fn install_at_once(ctx: &Context, fonts: FontDefinitions) {
    install_with(ctx, fonts, Search::AtOnce);
}

fn install_with(ctx: &Context, mut fonts: FontDefinitions, search: Search) {
    if system(ctx).is_some() {
        return;
    }
    for joined in &JOINED {
        fonts.families.insert(joined.family(), Vec::new());
    }
    let system = Arc::new(SystemFonts {
        search,
        state: Mutex::default(),
        finder: Mutex::default(),
    });
    ctx.data_mut(|data| data.insert_temp(key(), Arc::clone(&system)));
    ctx.set_fonts(fonts);
    ctx.set_font_providers(vec![Arc::clone(&system) as _]);
    let look_up = move |ui: &mut egui::Ui| system.look_up_what_was_missed(ui.ctx());
    ctx.on_end_pass("system fonts", Arc::new(look_up));
}

fn key() -> Id {
    Id::unique("script fonts")
}

/// The fonts [`install`] brought, if it was called.
pub(super) fn system(ctx: &Context) -> Option<Arc<SystemFonts>> {
    ctx.data(|data| data.get_temp(key()))
}

/// Changes whenever fonts were added.
pub(super) fn edition(ctx: &Context) -> u64 {
    system(ctx).map_or(0, |system| lock(&system.state).edition)
}

/// Time that letters stay blank for a font that may come, before stand-ins are shown.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Search {
    /// On a thread; the caller gets nothing yet.
    InBackground,
    AtOnce,
}

/// Searches that take long only once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Topic {
    Joined(&'static Joined),
    Script(Script),
}

/// The system's fonts, as egui asks for them.
pub(super) struct SystemFonts {
    search: Search,
    state: Mutex<State>,
    finder: Mutex<Finder>,
}

#[derive(Default)]
struct State {
    known: HashSet<Topic>,
    missed: Vec<(Topic, FontFamily, String)>,
    searching_since: Option<Instant>,
    /// Number of searches that have ended.
    edition: u64,
}

impl State {
    /// False also of a search that takes so long that nothing may come of it.
    fn is_under_way(&self) -> bool {
        let since = self.searching_since;
        since.is_some_and(|since| since.elapsed() < PATIENCE)
    }
}

impl SystemFonts {
    /// An answer may still come.
    pub(super) fn is_searching(&self) -> bool {
        let state = lock(&self.state);
        !state.missed.is_empty() || state.is_under_way()
    }

    /// Starts the search for what this pass lacked, unless one is under way.
    pub(super) fn look_up_what_was_missed(self: &Arc<Self>, ctx: &Context) {
        let mut state = lock(&self.state);
        if state.missed.is_empty() || state.is_under_way() {
            return;
        }
        state.searching_since = Some(Instant::now());
        let missed = mem::take(&mut state.missed);
        drop(state);
        let (fonts, ctx) = (Arc::clone(self), ctx.clone());
        let search = move || fonts.search(&missed, &ctx);
        // Without a thread the letters stay missing, which the labels show in their way.
        let _ = thread::Builder::new()
            .name("system fonts".into())
            .spawn(search);
    }

    fn search(self: &Arc<Self>, missed: &[(Topic, FontFamily, String)], ctx: &Context) {
        for (topic, family, cluster) in missed {
            lock(&self.finder).find(*topic, &FallbackRequest { cluster, family });
        }
        let mut state = lock(&self.state);
        state.known.extend(missed.iter().map(|(topic, ..)| *topic));
        state.searching_since = None;
        state.edition += 1;
        drop(state);
        // egui remembers what it did not find; this makes it ask again.
        ctx.set_font_providers(vec![Arc::clone(self) as _]);
    }

    /// The finder, if the answer is quick or the caller may wait.
    fn ready_finder(&self, topic: Topic) -> Option<MutexGuard<'_, Finder>> {
        if self.search == Search::AtOnce {
            return Some(lock(&self.finder));
        }
        if !lock(&self.state).known.contains(&topic) {
            return None;
        }
        self.finder.try_lock().ok()
    }
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let letter = request.cluster.chars().next()?;
        let mut scripts = JOINED.iter();
        let of_family = scripts.find(|joined| joined.family() == *request.family);
        let topic = match (of_family, Joined::of(letter)) {
            (Some(joined), Some(script)) if joined == script => Topic::Joined(joined),
            // A second font in such a family would tear words apart.
            (Some(_), _) => return None,
            (None, _) => Topic::Script(CodePointMapData::<Script>::new().get(letter)),
        };
        if let Some(mut finder) = self.ready_finder(topic) {
            return finder.find(topic, request);
        }
        let missed = (topic, request.family.clone(), request.cluster.to_owned());
        lock(&self.state).missed.push(missed);
        None
    }
}

/// The lists of fonts, read when first needed.
#[derive(Default)]
struct Finder {
    by_script: Option<SystemFontProvider>,
    joined: Vec<(&'static Joined, Option<FontInsert>)>,
}

impl Finder {
    fn find(&mut self, topic: Topic, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let Topic::Joined(joined) = topic else {
            return self.find_by_script(request);
        };
        if let Some((_, font)) = self.joined.iter().find(|(known, _)| *known == joined) {
            return font.clone();
        }
        let font = preferred_font(joined).or_else(|| self.find_by_script(request));
        self.joined.push((joined, font.clone()));
        font
    }

    fn find_by_script(&mut self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.by_script
            .get_or_insert_with(SystemFontProvider::new)
            .font_for(request)
    }
}

/// The best of the preferred fonts that has every letter a word may need.
fn preferred_font(joined: &Joined) -> Option<FontInsert> {
    let mut collection = Collection::new(CollectionOptions::default());
    let mut sources = SourceCache::default();
    let mut query = collection.query(&mut sources);
    query.set_families(joined.preferred.split(", "));
    let mut best = None;
    query.matches_with(|font| {
        if !has_all(font, joined.repertoire) {
            return QueryStatus::Continue;
        }
        best = Some(font.clone());
        QueryStatus::Stop
    });
    let (bytes, _) = best.as_ref()?.blob.clone().into_raw_parts();
    let data = FontData::from_blob(bytes, best?.index);
    let name = format!("system:{}", joined.name);
    Some(FontInsert::new(&name, data, Vec::new()))
}

fn has_all(font: &QueryFont, letters: &str) -> bool {
    let map = font.charmap();
    let glyph = |letter| map.as_ref()?.map(letter);
    let mut letters = letters.chars();
    letters.all(|letter| glyph(letter).is_some_and(|glyph| glyph != 0))
}

/// A right-to-left script with a font family of its own, in which the one font of the system
/// comes first, so that a whole phrase with its blanks is one run for egui's shaper.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Joined {
    name: &'static str,
    blocks: &'static [RangeInclusive<char>],
    /// Fonts that read well at the size of an interface, the best first, of any system.
    preferred: &'static str,
    /// Letters for one font to have all of, those of Persian and Urdu as well: a word in two fonts
    /// falls apart.
    repertoire: &'static str,
}

static JOINED: [Joined; 2] = [
    Joined {
        name: "Arabic",
        blocks: &[
            '\u{600}'..='\u{6ff}',
            '\u{750}'..='\u{77f}',
            '\u{870}'..='\u{8ff}',
            '\u{fb50}'..='\u{fdff}',
            '\u{fe70}'..='\u{fefe}',
        ],
        preferred: "Noto Sans Arabic, Noto Sans Arabic UI, Noto Naskh Arabic, Vazirmatn, Segoe UI, \
             SF Arabic, Geeza Pro, Tahoma, Arial, Noto Kufi Arabic, Noto Nastaliq Urdu",
        repertoire: "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچژگکیٹڈڑںہھےۓ",
    },
    Joined {
        name: "Hebrew",
        blocks: &['\u{590}'..='\u{5ff}', '\u{fb1d}'..='\u{fb4f}'],
        preferred: "Noto Sans Hebrew, Segoe UI, SF Hebrew, Arial Hebrew, Arial, DejaVu Sans",
        repertoire: "אבגדהוזחטיכלמנסעפצקרשתםןףץך",
    },
];

impl Joined {
    /// The script `c` is written in, if it is one of these.
    pub(super) fn of(c: char) -> Option<&'static Self> {
        let has = |joined: &&Self| joined.blocks.iter().any(|block| block.contains(&c));
        JOINED.iter().find(has)
    }

    /// The family to lay the script's letters out in.
    pub(super) fn family(&self) -> FontFamily {
        FontFamily::Name(self.name.into())
    }
}
