using Microsoft.Extensions.Caching.Memory;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;

namespace Weiguang.People.Profile;

/// <summary>What a volunteer says of themselves; every code has been checked.</summary>
public sealed record VolunteerOffer(string[] Categories, string[] Skills, string[] Languages, int Availability)
{
    public static readonly VolunteerOffer Nothing = new([], [], ["4887"], 0);
}

/// <summary>Makes people volunteers, and keeps what they offer.</summary>
internal sealed class VolunteerBook(AppDbContext db, Vault vault, IMemoryCache cache, LiveFeed live, TimeProvider clock)
{
    public async Task JoinAsync(Guid personId, long divisionCode, VolunteerOffer offer, GeoPoint? home, CancellationToken ct)
    {
        if (await db.Set<Volunteer>().AnyAsync(v => v.PersonId == personId, ct))
        {
            await OfferAsync(personId, offer, ct);
            return;
        }

        var number = await DrawNumberAsync(personId, divisionCode, ct);
        var volunteer = Volunteer.Join(personId, number, divisionCode, clock.Now());
        volunteer.Offer(offer.Categories, offer.Skills, offer.Languages, offer.Availability);
        volunteer.LiveAt(home, vault);
        db.Add(volunteer);
        db.Add(RoleGrant.Grant(personId, Role.Volunteer, divisionCode, null, personId, clock.Now()));
        await SaveOnceAsync(ct);
        await SessionBook.ForgetAllOfAsync(db, cache, live, personId, ct);
    }

    public async Task OfferAsync(Guid personId, VolunteerOffer offer, CancellationToken ct)
    {
        var volunteer = await db.Set<Volunteer>().SingleAsync(v => v.PersonId == personId, ct);
        volunteer.Offer(offer.Categories, offer.Skills, offer.Languages, offer.Availability);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The person agrees to what a list said of them.</summary>
    public async Task ConfirmAsync(Guid personId, CancellationToken ct)
    {
        var volunteer = await db.Set<Volunteer>().SingleOrDefaultAsync(v => v.PersonId == personId && !v.Confirmed, ct);
        if (volunteer is null)
        {
            return;
        }

        volunteer.Confirm();
        db.Add(RoleGrant.Grant(personId, Role.Volunteer, volunteer.DivisionCode, null, personId, clock.Now()));
        await SaveOnceAsync(ct);
        await SessionBook.ForgetAllOfAsync(db, cache, live, personId, ct);
    }

    /// <summary>The person does not agree: nothing of the volunteer stays.</summary>
    public Task DeclineAsync(Guid personId, CancellationToken ct) =>
        db.Set<Volunteer>().Where(v => v.PersonId == personId && !v.Confirmed).ExecuteDeleteAsync(ct);

    // The look-up table says no when a number is taken; then another is drawn.
    private async Task<string> DrawNumberAsync(Guid personId, long divisionCode, CancellationToken ct)
    {
        while (true)
        {
            var entry = new NumberEntry { Number = VolunteerNumber.Draw(divisionCode, clock.Now()), PersonId = personId };
            db.Add(entry);
            try
            {
                await db.SaveChangesAsync(ct);
                return entry.Number;
            }
            catch (DbUpdateException e) when (db.IsUniqueViolation(e))
            {
                db.Entry(entry).State = EntityState.Detached;
            }
        }
    }

    // Two taps on the button are one wish.
    private async Task SaveOnceAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (db.IsUniqueViolation(e))
        {
            db.ChangeTracker.Clear();
        }
    }
}
