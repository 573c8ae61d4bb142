using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Accepting;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Desk;
using Weiguang.Orders.Dispatching;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Placing;
using Weiguang.Orders.Rating;
using Weiguang.Orders.Reading;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders;

/// <summary>Orders over HTTP. Steps answer with the order as it stands afterwards; a step that is not possible answers 409 and says what is.</summary>
internal static class OrderApi
{
    public static void MapOrderApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/orders").WithTags("Orders").RequireAuthorization(Policies.SignedIn).WithMetadata(new ReadsAnew(AgainAsync));
        api.MapGet("", ListAsync).WithSummary("Orders I may see, newest first");
        routes.MapList<QueueList, Order, QueueRow, OrderListItem>("/api/v1/console/orders", row => row.Item).WithTags("Orders").RequireAuthorization(OrderPermissions.Dispatch).WithSummary("Orders on the desks of my range: what waits by how much it presses, what is over the latest first");
        api.MapPost("", PlaceAsync).Paced(OrderVerbs.Place).WithSummary("Place an order (点单)");
        api.MapGet("{id:guid}", FindAsync).WithSummary("One order, as much of it as I may see");
        routes.MapGet("/api/v1/stations/{id:guid}/menu", MenuAsync).WithTags("Stations").WithSummary("What can be ordered at a station by name");
        routes.MapGet("/orders/{id:guid}/live", LiveAsync).RequireAuthorization(Policies.SignedIn).WithMetadata(new NoHead()).ExcludeFromDescription();
        routes.MapGet("/console/orders/live", DeskLive).RequireAuthorization(OrderPermissions.Dispatch).WithMetadata(new NoHead()).ExcludeFromDescription();
        api.MapGet("{id:guid}/candidates", CandidatesAsync).RequireAuthorization(OrderPermissions.Dispatch).WithSummary("For the desk it lies on: the volunteers who fit best, and why");
        api.MapGet("{id:guid}/offers", OffersAsync).RequireAuthorization(OrderPermissions.Dispatch).WithSummary("For the desk it lies on: who was asked, and what they said");
        api.MapPost("{id:guid}/offers", OfferAsync).RequireAuthorization(OrderPermissions.Dispatch).WithSummary("Ask more volunteers while the order is out");
        api.MapPost("{id:guid}/dispatch", DispatchAsync).RequireAuthorization(OrderPermissions.Dispatch).WithSummary("Send to volunteers, a team or everybody nearby (派单)");
        api.MapPost("{id:guid}/reject", RejectAsync).RequireAuthorization(OrderPermissions.Dispatch).WithSummary("Turn down, with a reason only the asker sees");
        api.MapPost("{id:guid}/escalate", EscalateAsync).RequireAuthorization(OrderPermissions.Dispatch).WithSummary("Hand to the next station up");
        api.MapPost("{id:guid}/recall", RecallAsync).RequireAuthorization(OrderPermissions.Dispatch).WithSummary("Take a dispatch back");
        api.MapPost("{id:guid}/accept", AcceptAsync).WithMetadata(new SettlesElsewhere()).WithSummary("Say yes (接单); one of all who were asked gets it");
        api.MapPost("{id:guid}/decline", DeclineAsync).WithSummary("Say no, with a reason for the desk");
        api.MapPost("{id:guid}/release", ReleaseAsync).WithSummary("Hand an accepted order back");
        api.MapPost("{id:guid}/check-in", CheckInAsync).WithSummary("Arrive, with position, code or both");
        api.MapPost("{id:guid}/check-out", CheckOutAsync).WithSummary("Leave, with position, code or both");
        api.MapPost("{id:guid}/complete", CompleteAsync).WithSummary("Confirm that it was done");
        api.MapPost("{id:guid}/rating", RateAsync).WithSummary("Rate (评单): came, on time, solved, stars, words");
        api.MapPost("{id:guid}/reward", RewardAsync).RequireAuthorization(OrderPermissions.Reward).WithSummary("Reward (奖单) by the region's rule");
        api.MapPost("{id:guid}/cancel", CancelAsync).WithSummary("Call the order off, before the service begins");
        api.MapPost("{id:guid}/dispute", DisputeAsync).WithSummary("Say that a service begun or given does not count; the station looks into it");
        api.MapPost("{id:guid}/annul", AnnulAsync).RequireAuthorization(OrderPermissions.Annul).WithSummary("After a dispute: the service does not count");
    }

    private static async Task<Ok<Page<OrderListItem>>> ListAsync(
        OrderReader reader, CancellationToken ct, OrderPart? mine = null, OrderStatus[]? status = null, Guid? stationId = null, string? cursor = null, int take = 20) =>
        TypedResults.Ok(await reader.ListAsync(new(mine, status, stationId, cursor, take), ct));

    private static async Task<Results<Versioned<OrderDetail>, Problem>> FindAsync(Guid id, OrderTurn turn, CancellationToken ct) =>
        await turn.ShowAsync(id, ct) is { } order ? order : Problems.NotFound();

    /// <summary>The order as a repeated step is answered: as the caller may see it now, and nothing when they may not any more.</summary>
    private static async Task<IResult> AgainAsync(HttpContext http, string location)
    {
        var id = Guid.Parse(http.Request.RouteValues["id"] as string ?? location[(location.LastIndexOf('/') + 1)..]);
        return (IResult?)await http.RequestServices.GetRequiredService<OrderTurn>().ShowAsync(id, http.RequestAborted) ?? TypedResults.NoContent();
    }

    private static async Task<Results<Created<OrderDetail>, Problem>> PlaceAsync(OrderDraft draft, PlacingBook book, OrderReader reader, CancellationToken ct)
    {
        var (id, errors) = await book.PlaceAsync(Guid.CreateVersion7(), draft, [], ct);
        return errors.Count > 0 ? Problems.Invalid(errors) : TypedResults.Created($"/api/v1/orders/{id}", await reader.FindAsync(id, ct));
    }

    private static async Task<Results<Ok<Page<MenuCard>>, Problem>> MenuAsync(Guid id, AppDbContext db, StationDirectory stations, TimeProvider clock, CancellationToken ct) =>
        await stations.FindAsync(id, ct) is null ? Problems.NotFound() : TypedResults.Ok(new Page<MenuCard>(await MenuCards.OfferedByAsync(db, id, clock.Today(), ct), null));

    private static async Task<IResult> LiveAsync(Guid id, OrderReader reader, LiveStreams live, HttpContext http, CancellationToken ct) =>
        await reader.FindAsync(id, ct) is null ? Problems.NotFound() : live.Open(http, [OrderNews.TopicOf(id)]);

    /// <summary>News of every desk in the viewer's range that has one; a desk opened since then is seen at the next reload.</summary>
    private static async Task<IResult> DeskLive(Viewer viewer, StationDirectory stations, LiveStreams live, HttpContext http, CancellationToken ct)
    {
        var desks = (await stations.InAsync(viewer.From, viewer.To, ct)).Select(s => OrderNews.DeskTopic(s.DivisionCode)).Distinct().ToList();
        return live.Open(http, desks);
    }

    private static async Task<Results<Ok<Page<Candidate>>, Problem>> CandidatesAsync(Guid id, OrderReader reader, Candidates candidates, CancellationToken ct) =>
        await reader.OnDeskAsync(id, ct) is { } order ? TypedResults.Ok(new Page<Candidate>(await candidates.BestAsync(order, 5, ct), null)) : Problems.NotFound();

    private static async Task<Results<Ok<Page<OfferView>>, Problem>> OffersAsync(Guid id, OrderReader reader, CancellationToken ct) => await reader.OnDeskAsync(id, ct) is { } order
        ? TypedResults.Ok(new Page<OfferView>([.. order.Offers.OrderBy(o => o.OfferedAt).Select(o => new OfferView(o.VolunteerId, o.State, o.OfferedAt, o.AnsweredAt, o.Reason, o.Metres))], null))
        : Problems.NotFound();

    private static async Task<Results<Versioned<OrderDetail>, NoContent, Problem>> AcceptAsync(Guid id, AcceptInput? input, Viewer viewer, Desk<AcceptRequest, AcceptAnswer> desk, OrderTurn turn, CancellationToken ct) =>
        await turn.SeesAsync(id, ct) || await turn.WasOpenAsync(id, ct)
            ? await turn.SayAsync(id, await desk.AskAsync(new AcceptRequest(id, viewer.PersonId, input?.Window), ct), ct)
            : Problems.NotFound();

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> OfferAsync([AsParameters] SeenQuery q, DispatchInput input, DispatchBook d, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => d.OfferAsync(o, input, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> DispatchAsync([AsParameters] SeenQuery q, DispatchInput input, DispatchBook d, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => d.DispatchAsync(o, input, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> RejectAsync([AsParameters] SeenQuery q, ReasonInput? input, DispatchBook d, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => d.RejectAsync(o, input?.Reason, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> EscalateAsync([AsParameters] SeenQuery q, ReasonInput? input, DispatchBook d, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => d.EscalateAsync(o, input?.Reason, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> RecallAsync([AsParameters] SeenQuery q, ReasonInput? input, DispatchBook d, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => d.RecallAsync(o, input?.Reason, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> DeclineAsync([AsParameters] SeenQuery q, ReasonInput? input, DispatchBook d, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => d.DeclineAsync(o, input?.Reason, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> ReleaseAsync([AsParameters] SeenQuery q, ReasonInput? input, DispatchBook d, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => d.ReleaseAsync(o, input?.Reason, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> CheckInAsync([AsParameters] SeenQuery q, ProofInput input, Attendant a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.CheckInAsync(o, input, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> CheckOutAsync([AsParameters] SeenQuery q, ProofInput input, Attendant a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.CheckOutAsync(o, input, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> CompleteAsync([AsParameters] SeenQuery q, ReportInput? input, Afterwards a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.CompleteAsync(o, input?.Report, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> RateAsync([AsParameters] SeenQuery q, RatingInput input, Afterwards a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.RateAsync(o, input, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> RewardAsync([AsParameters] SeenQuery q, Afterwards a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.RewardAsync(o, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> CancelAsync([AsParameters] SeenQuery q, ReasonInput? input, Afterwards a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.CancelAsync(o, input?.Reason, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> DisputeAsync([AsParameters] SeenQuery q, ReasonInput? input, Afterwards a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.DisputeAsync(o, input?.Reason, ct), ct);

    private static Task<Results<Versioned<OrderDetail>, NoContent, Problem>> AnnulAsync([AsParameters] SeenQuery q, ReasonInput? input, Afterwards a, OrderTurn turn, CancellationToken ct) => turn.TakeAsync(q, o => a.AnnulAsync(o, input?.Reason, ct), ct);

    internal sealed record ReasonInput([property: MaxLength(FreeText.MostLetters)] string? Reason);

    internal sealed record ReportInput([property: MaxLength(FreeText.MostLetters)] string? Report);

    internal sealed record AcceptInput(int? Window = null);

    internal sealed record OfferView(Guid VolunteerId, OfferState State, DateTime OfferedAt, DateTime? AnsweredAt, string Reason, int? Metres);
}
