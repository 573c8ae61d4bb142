using Weiguang.Kernel.Security;
using Weiguang.People.Domain;

namespace Weiguang.People;

/// <summary>
/// Looks people up for other modules. It works past the viewer's scope on purpose: whoever may see an order may see the name on it.
/// So it gives only what lists show; a phone in clear goes through <see cref="RevealPhoneAsync"/>.
/// </summary>
public sealed class PersonDirectory(AppDbContext db, Vault vault, AccessLog accessLog)
{
    /// <summary>False in a fresh database.</summary>
    public Task<bool> AnyAsync(CancellationToken ct = default) => db.Set<Person>().IgnoreQueryFilters().AnyAsync(ct);

    public async Task<PersonCard?> FindAsync(Guid id, CancellationToken ct = default) =>
        (await FindAsync([id], ct)).GetValueOrDefault(id);

    /// <summary>The cards of those that exist, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonCard>> FindAsync(IEnumerable<Guid> ids, CancellationToken ct = default)
    {
        var wanted = ids.Distinct().ToArray();
        var rows = await db.Set<Person>().IgnoreQueryFilters().AsNoTracking().Where(p => wanted.Contains(p.Id))
            .Select(p => new { p.Id, p.Name, p.Phone, p.DivisionCode }).ToListAsync(ct);
        return rows.ToDictionary(p => p.Id, p => new PersonCard(p.Id, p.Name, vault.Masked(Personal.Phone, p.Phone), p.DivisionCode));
    }

    /// <summary>Names of those that exist, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid> ids, CancellationToken ct = default) =>
        (await FindAsync(ids, ct)).ToDictionary(p => p.Key, p => p.Value.Name);

    /// <summary>Null when this person is no volunteer, or has not yet confirmed an import themselves.</summary>
    public async Task<VolunteerCard?> VolunteerAsync(Guid personId, CancellationToken ct = default) =>
        (await VolunteersAsync([personId], ct)).GetValueOrDefault(personId);

    public async Task<IReadOnlyDictionary<Guid, VolunteerCard>> VolunteersAsync(IEnumerable<Guid> personIds, CancellationToken ct = default)
    {
        var wanted = personIds.Distinct().ToArray();
        return (await CardsAsync(Confirmed.Where(v => wanted.Contains(v.PersonId)), ct)).ToDictionary(v => v.PersonId);
    }

    /// <summary>Which of these people are volunteers who have confirmed it themselves.</summary>
    public async Task<HashSet<Guid>> WhoVolunteerAsync(IEnumerable<Guid> personIds, CancellationToken ct = default)
    {
        var wanted = personIds.Distinct().ToArray();
        return [.. await Confirmed.Where(v => wanted.Contains(v.PersonId)).Select(v => v.PersonId).ToListAsync(ct)];
    }

    /// <summary>Every volunteer whose division code is at least <paramref name="from"/> and below <paramref name="to"/>.</summary>
    public Task<List<VolunteerCard>> VolunteersInAsync(long from, long to, CancellationToken ct = default) =>
        CardsAsync(Confirmed.Where(v => v.DivisionCode >= from && v.DivisionCode < to), ct);

    /// <summary>Full years on <paramref name="day"/> of those whose birth date is known, by id. The birth date itself stays sealed.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> AgesAsync(IEnumerable<Guid> personIds, DateOnly day, CancellationToken ct = default)
    {
        var wanted = personIds.Distinct().ToArray();
        var rows = await Confirmed.Where(v => wanted.Contains(v.PersonId)).Select(v => new { v.PersonId, v.BirthDate }).ToListAsync(ct);
        return rows.Where(v => !v.BirthDate.IsEmpty).ToDictionary(v => v.PersonId, v => AgeOf(DateOnly.ParseExact(vault.Open(Personal.BirthDate, v.BirthDate), "yyyy-MM-dd"), day));
    }

    private static int AgeOf(DateOnly born, DateOnly day) => day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0);

    /// <summary>One person's phone in clear for the current viewer, written into the access log. Empty when the person is unknown.</summary>
    /// <param name="reason">The code of an <see cref="AccessReason"/>.</param>
    /// <param name="about">The order or activity it is for.</param>
    public async Task<string> RevealPhoneAsync(Guid personId, string reason, Guid? about, CancellationToken ct = default)
    {
        var phone = await db.Set<Person>().IgnoreQueryFilters().Where(p => p.Id == personId).Select(p => p.Phone).SingleOrDefaultAsync(ct);
        return await accessLog.RevealAsync(Personal.Phone, phone, personId, reason, about, ct);
    }

    /// <summary>Name and still sealed phone, for a module that stores them with what it is about; null when the person is unknown.</summary>
    public async Task<(string Name, Sealed Phone)?> ContactAsync(Guid personId, CancellationToken ct = default)
    {
        var row = await db.Set<Person>().IgnoreQueryFilters().Where(p => p.Id == personId).Select(p => new { p.Name, p.Phone }).SingleOrDefaultAsync(ct);
        return row is null ? null : (row.Name, row.Phone);
    }

    /// <summary>Of several, by id; opened by whoever tells only those for whom it is meant, and writes down who saw it.</summary>
    public async Task<IReadOnlyDictionary<Guid, (string Name, Sealed Phone)>> ContactsAsync(IEnumerable<Guid> personIds, CancellationToken ct = default)
    {
        var wanted = personIds.Distinct().ToArray();
        var rows = await db.Set<Person>().IgnoreQueryFilters().Where(p => wanted.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Phone }).ToListAsync(ct);
        return rows.ToDictionary(p => p.Id, p => (p.Name, p.Phone));
    }

    /// <summary>The viewer's own ID number in clear, for a paper the viewer asks for; empty when none was given.</summary>
    public async Task<string> OwnIdNumberAsync(CancellationToken ct = default)
    {
        var number = await db.Set<Volunteer>().Where(v => v.PersonId == db.Viewer.PersonId).Select(v => (Sealed?)v.IdNumber).SingleOrDefaultAsync(ct);
        return vault.Open(Personal.IdNumber, number ?? Sealed.Nothing);
    }

    /// <summary>The person with this phone; null when nobody has it.</summary>
    public async Task<Guid?> ByPhoneAsync(string phone, CancellationToken ct = default)
    {
        var index = vault.Index(Personal.Phone, phone);
        return await db.Set<PhoneEntry>().Where(e => e.PhoneIndex == index).Select(e => (Guid?)e.PersonId).SingleOrDefaultAsync(ct);
    }

    /// <summary>Who carry these volunteer numbers, by number; unknown ones are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> ByNumbersAsync(IEnumerable<string> numbers, CancellationToken ct = default)
    {
        var wanted = numbers.Distinct().ToArray();
        return await db.Set<NumberEntry>().AsNoTracking().Where(e => wanted.Contains(e.Number)).ToDictionaryAsync(e => e.Number, e => e.PersonId, ct);
    }

    /// <summary>The people with these phones, by phone.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> ByPhonesAsync(IEnumerable<string> phones, CancellationToken ct = default)
    {
        var wanted = phones.Distinct().ToDictionary(phone => vault.Index(Personal.Phone, phone));
        var found = await db.Set<PhoneEntry>().AsNoTracking().Where(e => wanted.Keys.Contains(e.PhoneIndex)).ToListAsync(ct);
        return found.ToDictionary(e => wanted[e.PhoneIndex], e => e.PersonId);
    }

    private IQueryable<Volunteer> Confirmed => db.Set<Volunteer>().IgnoreQueryFilters().AsNoTracking().Where(v => v.Confirmed);

    private async Task<List<VolunteerCard>> CardsAsync(IQueryable<Volunteer> volunteers, CancellationToken ct)
    {
        var rows = await volunteers.Join(
            db.Set<Person>().IgnoreQueryFilters(), v => v.PersonId, p => p.Id, (volunteer, person) => new { volunteer, person.Name }).ToListAsync(ct);
        return rows.ConvertAll(r => new VolunteerCard(
            r.volunteer.PersonId, r.Name, r.volunteer.Number, r.volunteer.DivisionCode, r.volunteer.Area,
            r.volunteer.Categories, r.volunteer.Skills, r.volunteer.Languages, r.volunteer.Availability));
    }
}
