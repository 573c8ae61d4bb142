using Weiguang.Kernel.Security;
using Weiguang.Orders.Domain;
using Weiguang.Regions;

namespace Weiguang.Orders.Placing;

/// <summary>What the viewer has ordered before, so that nobody has to type where they live twice.</summary>
internal sealed class OwnPast(AppDbContext db, Vault vault)
{
    /// <summary>Fills a fresh form: where to, as last time; the whole matter, where one order is to be done again. Only the viewer's own orders are read.</summary>
    public async Task FillAsync(OrderForm form, Guid? again, IReadOnlyCollection<Guid> offered, CancellationToken ct)
    {
        var mine = db.Set<Order>().AsNoTracking().Where(o => o.AskerId == db.Viewer.PersonId);
        var order = again is { } id ? await mine.SingleOrDefaultAsync(o => o.Id == id, ct) : await mine.Where(o => !o.ForSomeoneElse).OrderByDescending(o => o.CreatedAt).FirstOrDefaultAsync(ct);
        if (order is null || (again is null && form.ForSomeoneElse))
        {
            return;
        }

        if (again is not null || form.VillageCode == order.DivisionCode)
        {
            form.VillageCode = DivisionCodes.Level(order.DivisionCode) == 5 ? order.DivisionCode : form.VillageCode;
            form.Address = vault.Open(Personal.Address, order.Address);
        }

        if (again is not null)
        {
            var item = order.MenuItemId is { } known && offered.Contains(known) ? order.MenuItemId : null;
            (form.MenuItemId, form.Title, form.Notes, form.Urgency, form.ForSomeoneElse) = (item, item is null ? order.Title : null, order.Notes, order.Urgency, order.ForSomeoneElse);
            (form.ContactName, form.ContactPhone) = order.ForSomeoneElse ? (vault.Open(Personal.Name, order.ContactName), vault.Open(Personal.Phone, order.ContactPhone)) : (null, null);
        }
    }
}
