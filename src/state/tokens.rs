//! Tokens: read, entered, kept, put to use, replaced.

use super::app::AppState;
use super::cx::Cx;
use super::message::Focus;
use super::remote::RemotePhase;
use super::request::{Reply, Request, RequestId, Store};
use super::service::SamplePhase;
use super::session::{Draft, EntryReason, Intent, SentToken, Session, TokenSource, Vault};
use super::window::Overlay;
use crate::domain::{ApiToken, ProblemKind};

impl AppState {
    pub(super) fn on_token(&mut self, intent: Intent, cx: &mut Cx) {
        match intent {
            Intent::Edit(draft) => self.session.edit(draft),
            Intent::Save => self.save_token(cx),
            Intent::UseUntilClose => self.use_until_close(cx),
            // A save under way cannot be undone.
            Intent::Replace | Intent::CloseForm if self.session.is_saving() => {}
            Intent::Replace => self.open_form(cx),
            Intent::CloseForm => self.session.close_form(cx),
            Intent::Forget(memory) => self.forget_token(memory, cx),
            Intent::RemoveAgain => self.remove_again(cx),
            Intent::RetryStore => match self.session {
                Session::Entering { .. } | Session::Ready { .. } => self.save_token(cx),
                Session::Reading { .. } => self.read_token(self.service.vault(), cx),
                Session::Unasked => {}
            },
        }
    }

    /// Uses the token at hand, or asks the password store; not for one that was to be forgotten.
    pub(super) fn find_token(&mut self, cx: &mut Cx) {
        if let Some(session) = self.accounts.take_session(&self.service.home) {
            self.session = session;
            cx.focus(Focus::BatchId);
            self.token_ready(cx);
        } else if self.removal_here().is_some() {
            self.session = Session::entering(EntryReason::Forgotten);
            cx.focus(Focus::Token);
        } else {
            self.read_token(self.service.vault(), cx);
        }
    }

    pub(super) fn read_token(&mut self, Vault { store, account }: Vault, cx: &mut Cx) {
        self.session = Session::Reading {
            request: cx.request(Request::LoadToken { store, account }),
            since: cx.now.elapsed,
            problem: None,
        };
    }

    /// Opens the form; after a rejection or trouble with the store, it tells so.
    fn open_form(&mut self, cx: &mut Cx) {
        let problem = self.lookup.remote.problem();
        let reason = if problem.is_some_and(|why| why.kind == ProblemKind::TokenNotAccepted) {
            EntryReason::Rejected
        } else if self.session.is_in_trouble() {
            EntryReason::StoreTrouble
        } else {
            EntryReason::Replace
        };
        self.session.open(reason, cx);
    }

    fn save_token(&mut self, cx: &mut Cx) {
        let Vault { store, account } = self.service.vault();
        let Some(form) = self.session.form_mut() else {
            return;
        };
        let token = match (&form.sent, ApiToken::clean(form.draft.typed())) {
            (Some(sent), _) if sent.problem.is_none() => return,
            (Some(sent), _) => sent.token.clone(),
            (None, Ok(token)) => token,
            (None, Err(problem)) => return form.refuse(problem, cx),
        };
        form.draft = Draft::default();
        // The sample data would take the place of the form.
        if let SamplePhase::Starting(_) = self.service.sample {
            self.service.sample = SamplePhase::None;
        }
        let id = account.id.clone();
        self.accounts.end_removal(&id);
        let request = cx.request(Request::SaveToken {
            store,
            account,
            token: token.clone(),
        });
        self.removals.saving(request, id, token.clone());
        form.sent = Some(SentToken {
            request,
            token,
            since: cx.now.elapsed,
            problem: None,
        });
    }

    fn use_until_close(&mut self, cx: &mut Cx) {
        let Some(form) = self.session.form_mut() else {
            // Without the store's answer a token must be entered.
            return self.session.open(EntryReason::StoreTrouble, cx);
        };
        let token = match &form.sent {
            Some(sent) => Ok(sent.token.clone()),
            None => ApiToken::clean(form.draft.typed()),
        };
        match token {
            Ok(token) => {
                let source = self.service.vault().source_or(TokenSource::UntilClose);
                self.ready(token, source, cx);
            }
            Err(problem) => form.refuse(problem, cx),
        }
    }

    pub(super) fn token_loaded(
        &mut self,
        id: RequestId,
        result: Reply<Option<ApiToken>>,
        cx: &mut Cx,
    ) {
        let is_found = matches!(result, Ok(Some(_)));
        let is_awaited = match &mut self.session {
            Session::Reading {
                request, problem, ..
            } => *request == id && (problem.is_none() || is_found),
            Session::Entering { form, reading } => {
                reading.take_if(|at| *at == id).is_some() && form.is_untouched() && is_found
            }
            Session::Unasked | Session::Ready { .. } => false,
        };
        match result {
            _ if !is_awaited => {}
            Ok(Some(token)) => self.token_kept(token, cx),
            Ok(None) => {
                self.session = Session::entering(EntryReason::FirstRun);
                cx.focus(Focus::Token);
            }
            Err(why) => {
                if let Session::Reading { problem, .. } = &mut self.session {
                    *problem = Some(why);
                }
                cx.focus(Focus::Problem);
            }
        }
    }

    pub(super) fn token_saved(&mut self, id: RequestId, result: Reply<()>, cx: &mut Cx) {
        if let Some((account, token)) = self.removals.saved(id, &result) {
            // A removal was meant for the token before it.
            if self.removals.of(&account).is_some() {
                self.removals.remove(&account);
                self.window.removal_done();
            }
            let is_home = self.service.home.id == account;
            let here = is_home.then_some(&mut self.session);
            let session = self.accounts.held.get_mut(&account).or(here);
            if let Some(Session::Ready {
                token: used,
                source: source @ TokenSource::UntilClose,
                ..
            }) = session
                && *used == token
            {
                *source = TokenSource::PasswordStore;
            }
            // Its record may have failed, as on a full disk.
            let further = self.accounts.get(&account).cloned();
            if let Some(further) = further.filter(|_| self.accounts.are_several()) {
                self.accounts.put(further, cx);
            }
        }
        let form = self.session.form_mut();
        let sent = form.and_then(|form| form.sent.as_mut());
        let Some(sent) = sent.filter(|sent| sent.request == id) else {
            return;
        };
        match result {
            // Late after a failure, but kept.
            Ok(()) => {
                let token = sent.token.clone();
                self.token_kept(token, cx);
            }
            Err(problem) => {
                if sent.problem.is_none() {
                    sent.problem = Some(problem);
                    cx.focus(Focus::Problem);
                }
            }
        }
    }

    /// Uses a token that its store has.
    fn token_kept(&mut self, token: ApiToken, cx: &mut Cx) {
        let source = self.service.vault().source_or(TokenSource::PasswordStore);
        cx.focus(Focus::BatchId);
        self.ready(token, source, cx);
    }

    /// Puts a token to use; what waited for it goes on.
    pub(super) fn ready(&mut self, token: ApiToken, source: TokenSource, cx: &mut Cx) {
        let before = self.session.token();
        let is_replaced = before.is_some_and(|before| *before != token);
        self.session = Session::with(token, source);
        if is_replaced {
            self.token_replaced(cx);
        }
        self.token_ready(cx);
    }

    /// Clears everything of the last token, and asks for the batch again.
    fn token_replaced(&mut self, cx: &mut Cx) {
        let wanted = self.lookup.wanted.or(self.lookup.asked());
        self.window.close_overlay(cx);
        self.recents.cancel_cached(cx);
        self.clear_page(cx);
        self.lookup.wanted = wanted;
    }

    /// Resumes a lookup that waited for a token, or was refused with 401 or 403.
    fn token_ready(&mut self, cx: &mut Cx) {
        let goes_on = match &self.lookup.remote.phase {
            RemotePhase::Unasked => true,
            RemotePhase::Failed(problem) => problem.kind.needs_credentials(),
            RemotePhase::Loading { .. } | RemotePhase::Done => false,
        };
        if let Some(id) = self.lookup.wanted.filter(|_| goes_on) {
            self.resume(id, cx);
        }
        self.list(cx);
    }

    /// Repeats the removal that is told: in the dialog the last one, else that of its page. A second
    /// one at a time would end the first.
    fn remove_again(&mut self, cx: &mut Cx) {
        if self.removals.is_under_way() {
            return;
        }
        let vault = self.service.vault();
        let mut of = Some(&vault.account.id);
        if self.window.removal_done() {
            of = None;
        } else if self.window.overlay == Some(Overlay::Accounts) {
            of = self.accounts.removals.last().map(|one| &one.account.id);
        }
        // The sample store reports this for a token that nobody forgot.
        if !self.removals.begin_again(of, cx) && vault.store != Store::System {
            self.removals.begin(vault, cx);
        }
    }
}
