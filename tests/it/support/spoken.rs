//! Sentences of a screen reader about the window: where the focus goes, and announcements as
//! AccessKit makes them on all systems: on Windows and macOS also where only `live` changes.

use std::collections::HashMap;

use egui::accesskit::{Live, Role};
use egui_kittest::kittest::AccessKitNode;

struct Focused {
    id: String,
    more: Option<String>,
}

/// Looks at each frame, as a screen reader is told of each.
#[derive(Default)]
pub struct Ear {
    names: HashMap<String, (String, Live)>,
    roles: HashMap<String, Role>,
    focus: Option<Focused>,
    said: Vec<String>,
}

impl Ear {
    /// Sentences since the last call.
    pub fn heard(&mut self) -> Vec<String> {
        std::mem::take(&mut self.said)
    }

    /// Takes in what the window is now.
    pub fn listen(&mut self, root: AccessKitNode<'_>) {
        let before = std::mem::take(&mut self.names);
        let (mut focus, mut gained) = (None, None);
        let mut waiting = vec![root];
        while let Some(node) = waiting.pop() {
            waiting.extend(node.children().rev());
            if node.is_hidden() {
                continue;
            }
            let id = format!("{:?}", node.id());
            let name = name(&node);
            // Screen readers remember what a thing is and can do, and look again at its name only.
            let first = *self.roles.entry(id.clone()).or_insert(node.role());
            assert_eq!(node.role(), first, "a thing became another: {name:?}");
            let told = (name, node.live());
            if told.1 != Live::Off && !told.0.is_empty() && before.get(&id) != Some(&told) {
                self.said.push(told.0.clone());
            }
            let had_focus = self.focus.as_ref().filter(|focused| focused.id == id);
            if had_focus.is_some_and(|focused| focused.more != node.description()) {
                self.said.extend(node.description());
            }
            if node.is_focused() {
                if had_focus.is_none() {
                    gained = Some(read_out(&node));
                }
                let more = node.description();
                focus = Some(Focused {
                    id: id.clone(),
                    more,
                });
            }
            self.names.insert(id, told);
        }
        self.said.extend(gained);
        self.focus = focus;
    }
}

fn name(node: &AccessKitNode<'_>) -> String {
    let said = if node.label_comes_from_value() {
        node.value()
    } else {
        node.label()
    };
    said.unwrap_or_default()
}

fn read_out(node: &AccessKitNode<'_>) -> String {
    if node.role() == Role::Window {
        return "the window".to_owned();
    }
    match node.description() {
        Some(more) => format!("{} · {more}", name(node)),
        None => name(node),
    }
}
