using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;
using Weiguang.People.SignIn;

namespace Weiguang.People.Office;

/// <summary>A person in the console's list.</summary>
internal sealed record PersonRow(Guid Id, string Name, string MaskedPhone, long DivisionCode, DateTime CreatedAt, IReadOnlyList<Role> Roles);

/// <summary>The people of the viewer's own range, newest first.</summary>
internal sealed class PeopleList(AppDbContext db, Vault vault)
{
    private const int Size = 50;

    /// <param name="text">Part of a name of two letters and more, or a whole phone: what is sealed is found by what is kept of it (<see cref="NamePart"/>).</param>
    public async Task<Page<PersonRow>> ReadAsync(string? text, Role? role, string? cursor, CancellationToken ct)
    {
        var people = Filter(db.Set<Person>().AsNoTracking(), text, role);
        if (Cursor.Read(cursor) is var (at, id))
        {
            people = people.Where(p => p.CreatedAt < at || (p.CreatedAt == at && p.Id.CompareTo(id) < 0));
        }

        var found = await people.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(Size + 1)
            .Select(p => new { p.Id, p.Name, p.Phone, p.DivisionCode, p.CreatedAt }).ToListAsync(ct);
        var ids = found.ConvertAll(p => p.Id);
        var held = await db.Set<RoleGrant>().Where(g => ids.Contains(g.PersonId) && g.RevokedAt == null).Select(g => new { g.PersonId, g.Role }).ToListAsync(ct);
        var roles = held.ToLookup(g => g.PersonId, g => g.Role);
        var rows = found.ConvertAll(p => new PersonRow(
            p.Id, p.Name, vault.Masked(Personal.Phone, p.Phone), p.DivisionCode, p.CreatedAt, [.. roles[p.Id].Distinct().Order()]));
        var page = Pages.Cut(rows, Size, row => Cursor.Of(row.CreatedAt, row.Id));
        return page with { Items = [.. page.Items.Where(row => Has(row, text))] };
    }

    /// <summary>The pairs of ABC may stand apart in a name (BCAB): what is found by them is read again.</summary>
    private static bool Has(PersonRow row, string? text) =>
        text?.Trim() is not { Length: > 0 } name || PhoneText.Mobile(text) is not null
        || row.Name.ToUpperInvariant().Contains(name.ToUpperInvariant(), StringComparison.Ordinal);

    private IQueryable<Person> Filter(IQueryable<Person> people, string? text, Role? role)
    {
        if (PhoneText.Mobile(text) is { } phone)
        {
            var index = vault.Index(Personal.Phone, phone);
            people = people.Where(p => p.PhoneIndex == index);
        }
        else if (text?.Trim() is { Length: > 0 } name)
        {
            foreach (var part in NamePart.Of(name, vault))
            {
                people = people.Where(p => p.NameParts.Any(n => n.Part == part));
            }
        }

        return role is null or Role.Resident ? people
            : people.Where(p => db.Set<RoleGrant>().Any(g => g.PersonId == p.Id && g.Role == role && g.RevokedAt == null));
    }
}
