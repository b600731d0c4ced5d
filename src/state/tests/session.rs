//! Start, token, sample data and settings; answers of the password store may come late, or while
//! the window closes.

use super::*;

/// First token, about to be kept.
fn saving() -> Desk {
    let mut desk = Desk::open(start());
    desk.finds("").type_token(TOKEN).send(TokenIntent::Save);
    let form = desk.state.session.form().expect("a form");
    assert!(form.draft.is_empty(), "typed text is wiped");
    desk
}

#[test]
fn a_late_token_is_welcome_unless_somebody_types() {
    for typed in ["", "another"] {
        let mut desk = Desk::open(start());
        desk.send(TokenIntent::UseUntilClose).type_token(typed);
        desk.finds(TOKEN);
        let is_used = desk.state.session.token().is_some();
        assert_eq!(is_used, typed.is_empty(), "{typed:?}");
        let form = desk.state.session.form().map(|form| form.draft.typed());
        assert_eq!(form.unwrap_or_default(), typed);
    }
    let mut desk = Desk::open(start());
    desk.fail(RequestKind::LoadToken, silent());
    desk.finds(TOKEN);
    assert_eq!(desk.state.screen(), Screen::Batch);
}

#[test]
fn a_token_that_is_kept_late_is_kept_and_no_other_one() {
    for (used, expected) in [
        (TOKEN, TokenSource::PasswordStore),
        (OTHER_TOKEN, TokenSource::UntilClose),
    ] {
        let mut desk = saving();
        desk.fail(RequestKind::SaveToken, silent());
        if used != TOKEN {
            desk.type_token(used);
        }
        desk.send(TokenIntent::UseUntilClose);
        assert_eq!(source(&desk.state), Some(TokenSource::UntilClose));
        desk.reply(Response::SaveToken(Ok(())));
        assert_eq!(source(&desk.state), Some(expected));
    }
    let mut desk = saving();
    desk.send(TokenIntent::UseUntilClose);
    desk.fail(RequestKind::SaveToken, silent());
    desk.reply(Response::SaveToken(Ok(())));
    assert_eq!(source(&desk.state), Some(TokenSource::PasswordStore));
    // One that hangs holds no later removal back, and an earlier one until it has failed.
    let mut desk = saving();
    desk.fail(RequestKind::SaveToken, silent());
    desk.send(TokenIntent::UseUntilClose);
    desk.send(TokenIntent::Forget(Switch::Off));
    let remove_again = |desk: &mut Desk| desk.send(TokenIntent::RemoveAgain).sent();
    desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
    assert_eq!(remove_again(&mut desk), [RequestKind::ForgetToken]);
    desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
    desk.type_token(TOKEN).send(TokenIntent::Save);
    desk.fail(RequestKind::SaveToken, silent());
    assert_eq!(remove_again(&mut desk), []);
    desk.fail(RequestKind::SaveToken, ProblemKind::AppFault);
    assert_eq!(remove_again(&mut desk), [RequestKind::ForgetToken]);
    // Nor does one in whose place another was kept.
    let mut desk = saving();
    desk.fail(RequestKind::SaveToken, silent());
    desk.send(TokenIntent::Save)
        .reply(Response::SaveToken(Ok(())));
    desk.send(TokenIntent::Forget(Switch::Off));
    desk.fail(RequestKind::ForgetToken, ProblemKind::NameNotFound);
    assert_eq!(remove_again(&mut desk), [RequestKind::ForgetToken]);
    let mut desk = Desk::ready();
    desk.send(TokenIntent::Replace).type_token(OTHER_TOKEN);
    desk.send(TokenIntent::Save).send(TokenIntent::CloseForm);
    assert!(desk.state.session.form().is_some(), "a save is for good");
    desk.fail(RequestKind::SaveToken, silent());
    assert!(desk.state.session.form().is_some(), "not kept so far");
    desk.reply(Response::SaveToken(Ok(())));
    assert_eq!(desk.state.session.token(), Some(&other_token()));
    assert_eq!(desk.state.session.form(), None);
}

#[test]
fn a_token_that_is_being_saved_is_not_left_alone() {
    assert_eq!(saving().send(SampleIntent::Explore).effects, []);
    assert_eq!(saving().send(TokenIntent::Replace).effects, []);
    let mut desk = Desk::open(start());
    desk.finds("").send(SampleIntent::Explore);
    desk.type_token(TOKEN).send(TokenIntent::Save);
    desk.reply(sample_is(token()));
    assert!(desk.state.session.is_saving());
}

#[test]
fn another_token_asks_anew_about_the_batch_on_screen() {
    let mut desk = Desk::showing();
    desk.send(LookupIntent::Refresh);
    let (late, _) = desk.newest(RequestKind::FetchBatch);
    desk.replace_token();
    assert_eq!(desk.shown(), None, "off the screen at once");
    assert!(desk.cancels(RequestKind::FetchBatch));
    let (batch, caller) = desk.asked_about();
    assert_eq!((batch, &caller.token), (id(ID), &other_token()));
    let rejected = ProblemKind::TokenNotAccepted.into();
    desk.respond(late, RequestKind::FetchBatch.failed(rejected));
    assert_eq!(desk.told(), None, "late");

    // The same token may be accepted by now.
    desk.fail(RequestKind::FetchBatch, ProblemKind::TokenNotAccepted);
    assert!(desk.replace_token().asks(RequestKind::FetchBatch));
}

#[test]
fn a_token_that_was_not_removed_can_be_removed_again() {
    let said = |desk: &Desk| {
        let problem = desk.state.removal_here()?.problem.as_ref();
        problem.map(|problem| problem.kind.clone())
    };
    let not_forgotten = ProblemKind::Store(StoreProblem::NotForgotten);
    let mut desk = Desk::ready();
    desk.send(TokenIntent::Forget(Switch::Off));
    for why in [StoreProblem::NotForgotten, StoreProblem::Locked] {
        desk.fail(RequestKind::ForgetToken, ProblemKind::Store(why));
        let focus = Effect::Window(WindowEffect::Focus(Focus::Problem));
        assert_eq!(desk.effects, [focus]);
        desk.send(WindowIntent::CloseOverlay);
        desk.send(TokenIntent::CloseForm);
        assert_eq!(said(&desk), Some(not_forgotten.clone()), "{why:?}");
        desk.send(TokenIntent::RemoveAgain);
        assert_eq!(desk.sent(), [RequestKind::ForgetToken]);
        assert_eq!(said(&desk), None);
    }
}

#[test]
fn a_late_removal_ends_the_warning_and_a_new_token_is_not_removed() {
    // The token is in use but not kept: the old one may still be there.
    let mut desk = Desk::ready();
    desk.send(TokenIntent::Forget(Switch::Off));
    desk.type_token(TOKEN).send(TokenIntent::UseUntilClose);
    desk.fail(RequestKind::ForgetToken, silent());
    assert!(desk.in_dialog().is_some());
    desk.reply(Response::ForgetToken(Ok(())));
    assert_eq!(desk.in_dialog(), None, "done after all");

    // Another token took its place.
    desk.send(TokenIntent::Forget(Switch::Off));
    desk.type_token(TOKEN).send(TokenIntent::Save);
    desk.reply(Response::SaveToken(Ok(())));
    desk.fail(RequestKind::ForgetToken, silent());
    assert_eq!(desk.state.removals, Removals::default());
    assert_eq!(desk.in_dialog(), None);
}

#[test]
fn closing_waits_for_the_store_but_neither_for_long_nor_against_the_person() {
    let stays = |desk: &mut Desk| {
        desk.tell(Event::CloseRequested)
            .does(WindowEffect::StayOpen)
    };
    let closes = |desk: &mut Desk| desk.does(WindowEffect::Close);
    let mut desk = Desk::ready();
    assert!(!stays(&mut desk), "nothing to wait for");
    desk.send(TokenIntent::Forget(Switch::On));
    assert!(stays(&mut desk) && desk.state.is_closing());
    assert!(!closes(desk.frame_at(11)));
    assert!(closes(desk.reply(Response::ForgetToken(Ok(())))));
    assert!(!stays(&mut desk), "it closes");

    let mut desk = saving();
    assert!(stays(&mut desk));
    assert_eq!(desk.next(), Some(15));
    assert!(!closes(desk.frame_at(14)));
    assert!(closes(desk.frame_at(15)));
    desk.send(WindowIntent::CloseOverlay);
    assert!(!closes(desk.frame_at(16)), "it is to stay after all");
    assert!(stays(&mut desk) && stays(&mut desk), "a double click");
    assert!(!stays(desk.at(17)), "asked twice");

    // Certificates are loading to be saved while another account is removed.
    let mut desk = Desk::in_two();
    desk.send(CertificatesIntent::Begin);
    lists::came(&mut desk, 6);
    desk.send(CertificatesIntent::SaveAll(TableFormat::Workbook));
    desk.send(AccountsIntent::Forget(two()[1].id.clone()));
    desk.send(AccountsIntent::Confirm);
    assert!(stays(&mut desk) && !desk.state.is_closing());
    assert!(!closes(desk.reply(Response::ForgetToken(Ok(())))));
    assert_eq!(desk.state.window.overlay, Some(Overlay::CloseWhileSaving));
}

#[test]
fn a_second_start_comes_to_the_front_and_checks_its_batch() {
    let mut desk = Desk::open(start());
    desk.tell(Event::StartedAgain);
    let front = Effect::Window(WindowEffect::ComeToFront);
    assert_eq!(desk.effects, std::slice::from_ref(&front));
    desk.tell(Event::BatchHandedOver(id(OTHER)));
    assert!(desk.has(&front));
    assert_eq!(desk.state.id_field.text, OTHER);
    desk.finds(TOKEN);
    assert_eq!(desk.asked_about().0, id(OTHER), "once there is a token");
}

#[test]
fn a_connection_is_made_ahead_when_the_field_holds_an_id() {
    let typed = |desk: &mut Desk, text: &str| {
        let edit = IdFieldIntent::Edit(text.to_owned());
        desk.send(edit).effects.clone()
    };
    let mut desk = Desk::ready();
    let warm_up = Effect::Run(Job::WarmUp(service()));
    assert_eq!(typed(&mut desk, &ID[..35]), [], "no ID yet");
    assert_eq!(typed(&mut desk, ID), [warm_up]);
    desk.send(IdFieldIntent::Check);
    assert_eq!(typed(&mut desk, OTHER), [], "a batch is on its way");
    let mut without_token = Desk::open(start());
    assert_eq!(typed(&mut without_token, ID), [], "nothing will be asked");
}

#[test]
fn the_wish_for_less_motion_is_asked_for_and_kept() {
    let mut desk = Desk::open(start());
    assert!(desk.has(&Effect::Run(Job::QueryReducedMotion)));
    desk.tell(Event::ReducedMotion(Motion::Reduced));
    assert_eq!(desk.state.window.motion, Motion::Reduced);
}

#[test]
fn the_sample_is_asked_nothing_of_the_real_service_and_left_for_a_batch_from_outside() {
    let mut desk = Desk::ready();
    desk.check(ID);
    desk.fail(RequestKind::FetchBatch, ProblemKind::TokenNotAccepted);
    desk.explore();
    assert!(!desk.asks(RequestKind::FetchBatch));
    assert_eq!((desk.told(), desk.shown()), (None, None));
    assert_eq!(desk.state.id_field.text, "");

    desk.tell(Event::BatchHandedOver(id(ID))).finds(OTHER_TOKEN);
    assert_eq!(desk.state.window.notice, Some(Notice::SampleLeft));
    let (origin, token) = (service(), other_token());
    assert_eq!(desk.asked_about(), (id(ID), &Caller { origin, token }));
}

#[test]
fn a_change_of_the_settings_is_kept_and_nothing_else_is() {
    let mut desk = Desk::ready();
    for (setting, presses, text_percent) in [
        (Setting::Theme(ThemeChoice::Dark), 1, 100),
        (Setting::TextSize(TextSizeStep::Smaller), 2, 80),
        (Setting::TextSize(TextSizeStep::Larger), 8, 200),
        (Setting::TextSize(TextSizeStep::Reset), 1, 100),
    ] {
        for _ in 0..presses {
            desk.send(WindowIntent::Set(setting));
            assert_ne!(desk.effects, [], "{setting:?}");
        }
        let kept = Settings {
            theme: ThemeChoice::Dark,
            text_percent,
            ..Settings::default()
        };
        assert_eq!(desk.effects, [Effect::Run(Job::SaveSettings(kept))]);
        desk.send(WindowIntent::Set(setting));
        assert_eq!(desk.effects, [], "{setting:?}: no change");
    }
}
