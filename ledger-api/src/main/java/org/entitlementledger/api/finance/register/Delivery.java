package org.entitlementledger.api.finance.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.entitlementledger.core.Items;
import org.entitlementledger.core.accelerator.Accelerator;
import org.entitlementledger.core.accelerator.AcceleratorStage.Completed;
import org.entitlementledger.core.json.EventNames;
import org.entitlementledger.core.progresscall.ProgressCallEvent.ProgressCallLogged;
import org.entitlementledger.core.roireview.RoiReviewEvent.RoiReviewDelivered;
import org.entitlementledger.core.session.Session;
import org.entitlementledger.core.session.SessionState;
import org.entitlementledger.core.workshop.WorkshopEvent.WorkshopDelivered;
import org.entitlementledger.projections.register.StoredItem;
import org.jspecify.annotations.Nullable;

/** Kinds of what is delivered. */
enum Delivery {
  ACCELERATOR,
  PROGRESS_CALL,
  ROI_REVIEW,
  WORKSHOP;

  static final List<String> COLLECTIONS =
      List.of(Items.ACCELERATORS, Items.PROGRESS_CALLS, Items.ROI_REVIEWS, Items.WORKSHOPS);

  private static final Map<String, Delivery> BY_COLLECTION =
      Map.of(
          Items.ACCELERATORS, ACCELERATOR,
          Items.PROGRESS_CALLS, PROGRESS_CALL,
          Items.ROI_REVIEWS, ROI_REVIEW,
          Items.WORKSHOPS, WORKSHOP);

  private static final Set<String> HELD =
      Set.of(
          EventNames.of(ProgressCallLogged.class),
          EventNames.of(RoiReviewDelivered.class),
          EventNames.of(WorkshopDelivered.class));

  /**
   * Something that was delivered.
   *
   * @param at when it took effect
   * @param day the day that it belongs to
   */
  record Delivered(Delivery kind, Instant at, LocalDate day) {}

  /** What an item delivered by then; null for nothing. */
  static @Nullable Delivered of(StoredItem stored, RegisterAccount account, ItemHistory history) {
    Delivery kind = Objects.requireNonNull(BY_COLLECTION.get(stored.collection()));
    if (!account.knows(stored)) {
      return null;
    }
    if (stored.item() instanceof Accelerator program) {
      Instant at = program.history().getLast().from();
      return program.stage() instanceof Completed completed
              && account.knowsLast(stored)
              && account.sees(at)
          ? new Delivered(kind, at, completed.completedOn())
          : null;
    }
    var session = (Session) stored.item();
    Instant at = session.occurredAt();
    boolean held = isHeld(session) && account.knowsLast(stored) && account.sees(at);
    return held || wasHeld(session, stored, account, history)
        ? new Delivered(kind, at, account.zone().dayOf(at))
        : null;
  }

  private static boolean isHeld(Session session) {
    return session.state() == SessionState.LOGGED || session.state() == SessionState.DELIVERED;
  }

  /** One that was voided afterwards. A missed one is voided as well, and delivered nothing. */
  private static boolean wasHeld(
      Session session, StoredItem stored, RegisterAccount account, ItemHistory history) {
    return session.state() == SessionState.VOIDED && history.stood(stored, account, HELD);
  }
}
