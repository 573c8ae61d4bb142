using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Time;
using Weiguang.Kernel.Ui;
using Weiguang.Orders.Domain;
using Weiguang.Orders.Reading;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Journey.Mine;

/// <summary>What volunteers can take now: visits that wait for somebody.</summary>
internal sealed class OrdersAround(OrderReader reader, RegionDirectory regions, PersonDirectory people, Visitor visitor, IStringLocalizer phrases) : IAround
{
    public async Task<AroundPart?> ReadAsync(int most, CancellationToken ct)
    {
        if (await people.VolunteerAsync(visitor.PersonId, ct) is not { } me)
        {
            return null;
        }

        var open = await reader.ListAsync(new OrderFilter(OrderPart.Offered, Take: most), ct);
        var places = await regions.NamesAsync(open.Items.Select(o => o.DivisionCode), ct);
        return open.Items.Count == 0 ? null : new(phrases["等人去的"], "/tasks", 1, [.. open.Items.Select(o => new AroundItem(
            o.Title, $"/orders/{o.Id}", string.Join(" · ", new[] { DayTime.Span(o.WindowFrom, o.WindowTo), places.GetValueOrDefault(o.DivisionCode), Away(o, me) }.Where(w => !string.IsNullOrEmpty(w))),
            phrases[OrderWords.Words(o.Urgency)], o.Urgency == Urgency.Urgent ? Tone.Bad : Tone.Plain))]);
    }

    private string? Away(OrderListItem o, VolunteerCard me) => me.Area is { } home && o is { Lat: { } lat, Lon: { } lon } ? phrases.Distance(home.MetresTo(new(lat, lon))) : null;
}
