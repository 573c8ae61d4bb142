using System.Globalization;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.Orders.Attending;
using Weiguang.Orders.Domain;
using Weiguang.People;
using Weiguang.Regions;

namespace Weiguang.Orders.Placing;

/// <summary>点单: turns a draft into an order on the right station's desk.</summary>
internal sealed class PlacingBook(
    AppDbContext db, RegionDirectory regions, StationDirectory stations, PersonDirectory people, Vault vault, OrderNews news, Whence whence, OrderSettings settings, TimeProvider clock)
{
    /// <summary>Said at the day that was wished: nobody could ever accept it.</summary>
    public static readonly string NotCovered = Phrase.Of("这件事要有保险才能去，保险保不到那天。请选早一点的日子，或者打电话问问站点");

    /// <param name="id">Chosen before, as its photos carry it too.</param>
    /// <param name="photoProblem">Source phrase of why a photo was refused; null when all are fine.</param>
    /// <returns>The order's id, or messages by field.</returns>
    public async Task<(Guid Id, Dictionary<string, string[]> Errors)> PlaceAsync(
        Guid id, OrderDraft draft, IReadOnlyList<OrderPhoto> photos, CancellationToken ct, string? photoProblem = null)
    {
        var errors = DraftCheck.Errors(draft, clock.Now());
        if (photoProblem is not null)
        {
            errors["photos"] = [photoProblem];
        }

        var place = draft.DivisionCode is { } code ? await regions.FindAsync(code, ct) : null;
        if (draft.DivisionCode is not null && place is null)
        {
            errors["divisionCode"] = [Phrase.Of("没有这个地方，请重新选")];
        }

        var station = place is null ? null : await StationAsync(draft, place.Code, ct);
        if (station is not null && !DivisionCodes.Within(place!.Code, station.DivisionCode))
        {
            errors.TryAdd("stationId", [Phrase.Of("这个站点不管这个地方，请换一个地方，或者换一个站点")]);
        }
        else if (place is not null && station is null)
        {
            errors.TryAdd("stationId", [Phrase.Of("这里还没有站点，请换一个地方")]);
        }

        var item = await MenuItemAsync(draft, station, ct);
        if (draft.MenuItemId is not null && item is null && station is not null)
        {
            errors.TryAdd("menuItemId", [Phrase.Of("这个站点现在不提供这项服务")]);
        }
        else if (item is not null && !item.IsCoveredAt(DraftCheck.WindowsOf(draft, clock.Now())))
        {
            errors.TryAdd("windows", [NotCovered]);
        }

        if (errors.Count > 0)
        {
            return (Guid.Empty, errors);
        }

        await using var work = await db.BeginWorkAsync(ct);
        var order = await DraftedAsync(id, draft, place!, station!, item, ct);
        order.Photos.AddRange(photos);
        order.Place(new Actor(db.Viewer.PersonId, OrderParty.Asker, whence.Network), clock.Now(), settings.Clocks);
        db.Add(order);
        await news.TellAsync(order, [], null, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return (id, []);
    }

    private async Task<StationCard?> StationAsync(OrderDraft draft, long division, CancellationToken ct) =>
        draft.StationId is { } id ? await stations.FindAsync(id, ct) : await stations.ServingAsync(division, ct);

    private async Task<MenuItem?> MenuItemAsync(OrderDraft draft, StationCard? station, CancellationToken ct) =>
        draft.MenuItemId is { } id && station is not null
            ? await db.Set<MenuItem>().AsNoTracking().Offered(clock.Today()).SingleOrDefaultAsync(i => i.StationId == station.Id && i.Id == id, ct)
            : null;

    private async Task<Order> DraftedAsync(Guid id, OrderDraft draft, Region place, StationCard station, MenuItem? item, CancellationToken ct)
    {
        var position = DraftCheck.PositionOf(draft);
        // Without a position of its own the order is about where its village's station stands: enough for distances, never a proof.
        var area = position ?? (station.DivisionCode == place.Code ? station.Position : null);
        var me = await people.ContactAsync(db.Viewer.PersonId, ct) ?? throw new InvalidOperationException("Only a known person places orders.");
        return new Order
        {
            Id = id,
            AskerId = db.Viewer.PersonId,
            StationId = station.Id,
            DeskDivisionCode = station.DivisionCode,
            MenuItemId = item?.Id,
            Category = item?.Category ?? (string.IsNullOrEmpty(draft.Category) ? "0099" : draft.Category),
            Title = (item?.Title ?? draft.Title)!.Trim(),
            Notes = draft.NotesBeside(item?.Title),
            RequiredSkill = item?.RequiredSkill ?? "",
            MinAge = item?.MinAge,
            IsDangerous = item?.IsDangerous == true,
            Urgency = draft.Urgency,
            ForSomeoneElse = draft.ForSomeoneElse,
            ContactName = vault.Seal(Personal.Name, draft.ForSomeoneElse ? PersonName.Tidy(draft.ContactName) : me.Name),
            ContactPhone = draft.ForSomeoneElse ? vault.Seal(Personal.Phone, PhoneText.Contact(draft.ContactPhone)!) : me.Phone,
            DivisionCode = place.Code,
            Address = vault.Seal(Personal.Address, draft.Address!.Trim()),
            Position = position is { } p ? vault.Seal(Personal.Position, string.Create(CultureInfo.InvariantCulture, $"{p.Lat:F6},{p.Lon:F6}")) : Sealed.Nothing,
            CoarseLat = area?.Coarse().Lat,
            CoarseLon = area?.Coarse().Lon,
            Windows = DraftCheck.WindowsOf(draft, clock.Now()),
            CreatedAt = clock.Now(),
        };
    }
}
