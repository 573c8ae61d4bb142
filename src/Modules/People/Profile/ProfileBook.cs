using Microsoft.Extensions.Caching.Memory;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Live;
using Weiguang.Kernel.Security;
using Weiguang.People.Domain;
using Weiguang.People.Sessions;

namespace Weiguang.People.Profile;

/// <summary>One's own data, as one's own page shows it.</summary>
/// <param name="Offer">Null for who is no volunteer.</param>
internal sealed record ProfileView(string Name, string Phone, long DivisionCode, VolunteerOffer? Offer, string MaskedIdNumber);

/// <summary>Reads and changes the visitor's own data.</summary>
internal sealed class ProfileBook(AppDbContext db, Visitor visitor, Vault vault, IMemoryCache cache, LiveFeed live)
{
    public async Task<ProfileView> ReadAsync(CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == visitor.PersonId, ct);
        var volunteer = await db.Set<Volunteer>().AsNoTracking().SingleOrDefaultAsync(v => v.PersonId == visitor.PersonId && v.Confirmed, ct);
        return new ProfileView(
            person.Name, vault.Open(Personal.Phone, person.Phone), person.DivisionCode,
            volunteer is null ? null : new VolunteerOffer(volunteer.Categories, volunteer.Skills, volunteer.Languages, volunteer.Availability),
            vault.Masked(Personal.IdNumber, volunteer?.IdNumber ?? Sealed.Nothing));
    }

    /// <param name="home">Null leaves the position as it is.</param>
    /// <param name="id">Null leaves the ID number as it is.</param>
    public async Task SaveAsync(string name, long divisionCode, VolunteerOffer? offer, GeoPoint? home, IdNumber? id, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var person = (await db.LockAsync<Person>(visitor.PersonId, ct))!; // Pressed twice: one after the other.
        await db.Entry(person).Collection(p => p.NameParts).LoadAsync(ct);
        person.Rename(name, vault);
        person.Move(divisionCode);
        if (offer is not null && await db.Set<Volunteer>().SingleOrDefaultAsync(v => v.PersonId == visitor.PersonId, ct) is { } volunteer)
        {
            volunteer.Move(divisionCode);
            volunteer.Offer(offer.Categories, offer.Skills, offer.Languages, offer.Availability);
            if (home is not null)
            {
                volunteer.LiveAt(home, vault);
            }

            if (id is not null)
            {
                volunteer.Identify(vault.Seal(Personal.IdNumber, id.Text), vault.Seal(Personal.BirthDate, $"{id.BirthDate:yyyy-MM-dd}"));
            }
        }

        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        await SessionBook.ForgetAllOfAsync(db, cache, live, visitor.PersonId, ct);
    }
}
