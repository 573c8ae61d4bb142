using Weiguang.Hours;
using Weiguang.Orders.Domain;
using Weiguang.People;

namespace Weiguang.Orders.Attending;

/// <summary>Hands a visit that is over to the hours: there it becomes a service record like every other, and minutes only by way of it.</summary>
internal sealed class Visits(AppDbContext db, OrderEngagements engagements, RoleBook roles, HoursBook hours)
{
    /// <summary>The visit is confirmed. Whoever was served is a second word; so is the station for what rests on the volunteer's phone alone; a clock is none.</summary>
    public async Task RecordAsync(Turn turn, CancellationToken ct)
    {
        var order = turn.Order;
        if (order.Attendance is { OutAt: not null } there && (await engagements.OfAsync([order.Id], null, ct)).SingleOrDefault() is { } engagement)
        {
            var story = await db.Set<OrderEvent>().Where(e => e.OrderId == order.Id && (e.Action == OrderAction.CheckIn || e.Action == OrderAction.CheckOut)).OrderBy(e => e.Sequence).ToListAsync(ct);
            var isHand = await IsHandAsync(order, ct);
            await hours.TakeAsync(engagement, StayOf(order, there, isHand), ProofsOf(there, story, Guid.CreateVersion7, isHand), SecondOf(turn.Actor, isHand), ct);
        }
    }

    /// <param name="isHand">See <see cref="IsHandAsync"/>.</param>
    internal static SecondWord? SecondOf(Actor actor, bool isHand) => actor.Party == OrderParty.Clock ? null : new(actor.PersonId, actor.Party == OrderParty.Asker && !isHand);

    /// <summary>A clerk who ordered by phone for somebody is the station's hand, not the one who was served: their word is their own, by name, whichever hat they wear when they say it. A daughter speaks for her mother.</summary>
    public async Task<bool> IsHandAsync(Order order, CancellationToken ct) => order.ForSomeoneElse && await roles.HasHeldOfficeAsync(order.AskerId, order.CreatedAt, ct);

    /// <summary>Whether praise earns the reward by itself: that of the one who was served, and who did not send, let in or let out the volunteer as the station besides. After anybody else's, somebody at the station gives it.</summary>
    public async Task<bool> IsPraiseOfServedAsync(Order order, CancellationToken ct) => !await IsHandAsync(order, ct)
        && !await db.Set<OrderEvent>().AnyAsync(e => e.OrderId == order.Id && e.ActorId == order.AskerId && e.Party == OrderParty.Station, ct);

    /// <summary>The code that a clerk has read on the order they placed for somebody is the station's word: nobody served has said it.</summary>
    private static ProofKinds Worth(ProofKinds kinds, bool isHand) => isHand && kinds.HasFlag(ProofKinds.Code) ? (kinds & ~ProofKinds.Code) | ProofKinds.Word : kinds;

    /// <param name="isHand">See <see cref="IsHandAsync"/>.</param>
    internal static Stay StayOf(Order order, Attendance there, bool isHand) => new()
    {
        SourceId = order.Id,
        EngagementId = order.Id,
        VolunteerId = there.VolunteerId,
        InAt = there.InAt,
        InProof = Worth(there.InProof, isHand),
        OutAt = there.OutAt,
        OutProof = Worth(there.OutProof, isHand),
        SeenAt = there.OutAt ?? there.InAt,
        DivisionCode = order.DivisionCode,
        TeamId = order.TeamId,
    };

    /// <param name="story">The steps of coming and leaving of the one who served, in order.</param>
    internal static IReadOnlyCollection<Proof> ProofsOf(Attendance there, IReadOnlyList<OrderEvent> story, Func<Guid> id, bool isHand) =>
    [
        ProofOf(there, ProofEnd.In, Worth(there.InProof, isHand), there.InAt, there.InMetres, there.InAccuracy, id(), story.LastOrDefault(e => e.Action == OrderAction.CheckIn)),
        ProofOf(there, ProofEnd.Out, Worth(there.OutProof, isHand), there.OutAt!.Value, there.OutMetres, there.OutAccuracy, id(), story.LastOrDefault(e => e.Action == OrderAction.CheckOut)),
    ];

    private static Proof ProofOf(Attendance there, ProofEnd end, ProofKinds kinds, DateTime at, int? metres, int? accuracy, Guid id, OrderEvent? step) => new()
    {
        SourceId = there.OrderId,
        Id = id,
        EngagementId = there.OrderId,
        VolunteerId = there.VolunteerId,
        End = end,
        Kinds = kinds,
        At = at,
        ReceivedAt = at,
        Metres = metres,
        AccuracyMetres = accuracy,
        ByPersonId = step is { Party: OrderParty.Station } ? step.ActorId : null,
    };
}
