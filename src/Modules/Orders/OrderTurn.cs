using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;
using Weiguang.Orders.Accepting;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Fitting;
using Weiguang.Orders.Reading;
using Weiguang.People;

namespace Weiguang.Orders;

/// <summary>How the API answers a step: with the order as it stands afterwards, or with why not, what is possible, and what happened meanwhile.</summary>
internal sealed class OrderTurn(AppDbContext db, OrderReader reader, OrderBook book, AcceptSpeaker speaker)
{
    public async Task<Results<Versioned<OrderDetail>, NoContent, Problem>> TakeAsync(SeenQuery query, Func<Seen, Task<StepAnswer>> step, CancellationToken ct) =>
        query.TryRead(out var seen) ? await SayAsync(seen, await step(seen), ct) : SeenQuery.Unreadable();

    /// <summary>Whether the order is there for the viewer: nothing of it is shown, so no look is written down.</summary>
    public Task<bool> SeesAsync(Guid id, CancellationToken ct) => db.Set<Order>().AnyAsync(o => o.Id == id, ct);

    /// <summary>Everybody might have taken it, so whoever comes too late is told so.</summary>
    public async Task<bool> WasOpenAsync(Guid id, CancellationToken ct) => await reader.WasOpenAsync(id, ct) is not null;

    /// <summary>The order with its version as ETag; null when it is missing or not the viewer's.</summary>
    public async Task<Versioned<OrderDetail>?> ShowAsync(Guid id, CancellationToken ct) => await reader.FindAsync(id, ct) is { } order ? new(order, order.Version) : null;

    public async Task<Results<Versioned<OrderDetail>, NoContent, Problem>> SayAsync(Guid id, AcceptAnswer answer, CancellationToken ct)
    {
        switch (answer.Outcome)
        {
            case AcceptOutcome.Accepted or AcceptOutcome.AlreadyYours:
                return await ShownAsync(id, ct);
            case AcceptOutcome.Missing:
                return Problems.NotFound();
            case AcceptOutcome.NoSuchWindow:
                return Problems.Invalid("window", answer.Outcome.Words());
            case AcceptOutcome.TakenByAnother or AcceptOutcome.NoLongerOpen or AcceptOutcome.NotAskedOf or AcceptOutcome.Clash or AcceptOutcome.NotEligible:
                var now = await reader.FindAsync(id, ct); // Who lost an open order may no longer see it.
                return new Problem(409, "order-" + AcceptWords.Slug(answer.Outcome), answer.Outcome.Words())
                {
                    Facts = { ["state"] = now?.Status, ["allowed"] = now?.Allowed ?? [], ["meanwhile"] = await book.SinceAsync(id, ct), ["message"] = await speaker.SayAsync(answer, ct), ["unmet"] = answer.Unmet },
                };
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A decliner may no longer see the order: then an empty answer.</summary>
    private async Task<Results<Versioned<OrderDetail>, NoContent, Problem>> SayAsync(Seen seen, StepAnswer answer, CancellationToken ct) =>
        answer.IsDone ? await ShownAsync(seen.Id, ct) : answer.Problem();

    private async Task<Results<Versioned<OrderDetail>, NoContent, Problem>> ShownAsync(Guid id, CancellationToken ct) => await ShowAsync(id, ct) is { } order ? order : TypedResults.NoContent();
}
