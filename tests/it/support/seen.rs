//! The window as assistive technology sees it.

use egui::{Rect, Role};
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, By, NodeT, Queryable};
use vec_batch_viewer::l10n::TextId;

use super::window::{Window, say};

impl Window {
    /// A control that can be used, by its role and name.
    #[track_caller]
    pub fn control<'a>(&'a self, role: Role, name: &'a str) -> Node<'a> {
        let by = By::new().role(role).label(name);
        let found: Vec<_> = self.harness.query_all(by).collect();
        match found.as_slice() {
            [one] => *one,
            all => panic!(
                "{} {role:?} “{name}”; there is {:#?}",
                all.len(),
                self.everything()
            ),
        }
    }

    pub fn has(&self, role: Role, name: &str) -> bool {
        let by = By::new().role(role).label(name);
        self.harness.query_all(by).next().is_some()
    }

    pub fn can_press(&self, name: &str) -> bool {
        let by = By::new().role(Role::Button).label(name);
        self.harness
            .query_all(by)
            .any(|node| !node.accesskit_node().is_disabled())
    }

    /// Tells if some text on screen or in a name holds `text`.
    pub fn says(&self, text: &str) -> bool {
        self.everything().iter().any(|said| said.contains(text))
    }

    pub fn says_label(&self, label: TextId) -> bool {
        self.says(&say(label))
    }

    #[track_caller]
    pub fn must_say(&self, text: &str) {
        assert!(self.says(text), "no “{text}” in {:#?}", self.everything());
    }

    #[track_caller]
    pub fn must_not_say(&self, text: &str) {
        assert!(!self.says(text), "“{text}” in {:#?}", self.everything());
    }

    /// Every text assistive technology can read: names, values, descriptions, hints.
    pub fn everything(&self) -> Vec<String> {
        let root = self.harness.root();
        let nodes = root.children_recursive().chain([root]);
        nodes
            .flat_map(|node| texts(&node.accesskit_node()))
            .collect()
    }

    /// Role and name of what has the focus.
    pub fn focused(&self) -> Option<(Role, String)> {
        let node = self.focused_node()?.accesskit_node();
        Some((
            node.role(),
            node.label().or(node.value()).unwrap_or_default(),
        ))
    }

    /// Role and name of what has the focus must be these.
    #[track_caller]
    pub fn assert_focus(&self, role: Role, name: &str) {
        assert_eq!(self.focused(), Some((role, name.to_owned())));
    }

    /// The role of what has the focus must be this.
    #[track_caller]
    pub fn assert_focus_role(&self, role: Role) {
        assert_eq!(self.focused().map(|(role, _)| role), Some(role));
    }

    /// Place of what has the focus.
    pub fn focus_rect(&self) -> Option<Rect> {
        self.focused_node().map(|node| node.rect())
    }

    fn focused_node(&self) -> Option<Node<'_>> {
        let root = self.harness.root();
        // The window itself has the focus where no control has it.
        let mut nodes = root.children_recursive();
        nodes.find(Node::is_focused)
    }
}

fn texts(node: &AccessKitNode<'_>) -> Vec<String> {
    let data = node.data();
    let own = [
        data.label(),
        data.value(),
        data.description(),
        data.placeholder(),
        data.tooltip(),
    ];
    own.into_iter().flatten().map(str::to_owned).collect()
}
