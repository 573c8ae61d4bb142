using Weiguang.Hours;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Proving;
using Weiguang.Kernel.Security;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;

namespace Weiguang.Simulation.Orders;

/// <summary>时长: a visit that is confirmed becomes a service record, by the rules of the hours.</summary>
internal sealed partial class Life
{
    private void Record(Case c, Actor who)
    {
        if (c.Order.Attendance is not { OutAt: not null } there)
        {
            return;
        }

        var lead = c.Order.Story.FindLast(e => e.Action == OrderAction.Dispatch)?.ActorId ?? Guid.Empty;
        var engagement = OrderEngagements.Of(c.Order, c.Order.MenuItemId is null ? null : c.Wish.Title, lead, c.Desk.Station.Name, c.Asker.Home.Name, settings);
        var facts = new EngagementFacts(engagement, vault.Seal(Personal.Name, lead == Guid.Empty ? null : story.NameOf(lead)), Rounding: null);
        var stay = Visits.StayOf(c.Order, there, isHand: false);
        stay.Record(Now);
        var proofs = Visits.ProofsOf(there, c.Order.Story, () => Recording.Id(Now), isHand: false);
        var record = HoursBook.Take(facts, stay, proofs, Visits.SecondOf(who, isHand: false), Now, world.IsOfBody(engagement, there.VolunteerId), Recording.Id(Now));
        c.Visit = new(engagement, Now, [stay], [.. proofs], [record], []);
        c.Helper?.Serve(new(stay.InAt, there.OutAt.Value));
        story.Time.Know(facts);
        Entries.GoOn(record);
    }

    private void Evaluate(Case c, OrderRating rating)
    {
        if (rating.Came && c.Record is { State: not RecordState.Void } record)
        {
            record.Evaluate(rating.Stars, "", Guid.Empty, Now);
        }
    }
}
