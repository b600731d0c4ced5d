//! Caches layouts for as long as they are shown.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use egui::{Context, cache::CacheTrait};

use super::{LabelStyle, plan::Plan};

/// Everything the layout of a text depends on, as one number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key(u64);

impl Key {
    /// For `text` drawn like `look` at most `max_width` points wide; `edition` of the fonts.
    pub(super) fn new(ctx: &Context, text: &str, style: &LabelStyle, max_width: f32) -> Self {
        let mut hash = DefaultHasher::new();
        text.hash(&mut hash);
        style.font.hash(&mut hash);
        style.color.hash(&mut hash);
        style.wrap.hash(&mut hash);
        max_width.to_bits().hash(&mut hash);
        ctx.pixels_per_point().to_bits().hash(&mut hash);
        super::fonts::edition(ctx).hash(&mut hash);
        Self(hash.finish())
    }
}

#[derive(Default)]
struct Plans {
    pass: u64,
    plans: HashMap<Key, (u64, Arc<Plan>)>,
}

impl CacheTrait for Plans {
    fn update(&mut self) {
        let pass = self.pass;
        self.plans.retain(|_, (last_shown, _)| *last_shown == pass);
        self.pass += 1;
    }

    fn len(&self) -> usize {
        self.plans.len()
    }
}

/// The plan made before, if it was shown a moment ago.
pub(super) fn get(ctx: &Context, key: Key) -> Option<Arc<Plan>> {
    ctx.memory_mut(|memory| {
        let cache = memory.caches.cache::<Plans>();
        let pass = cache.pass;
        let (last_shown, plan) = cache.plans.get_mut(&key)?;
        *last_shown = pass;
        Some(Arc::clone(plan))
    })
}

/// Keeps the plan until a frame does not ask for it.
pub(super) fn keep(ctx: &Context, key: Key, plan: &Arc<Plan>) {
    ctx.memory_mut(|memory| {
        let cache = memory.caches.cache::<Plans>();
        let pass = cache.pass;
        cache.plans.insert(key, (pass, Arc::clone(plan)));
    });
}
