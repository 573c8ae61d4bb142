using System.Linq.Expressions;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.People.Domain;
using Weiguang.Regions;

namespace Weiguang.People.Office;

/// <summary>A person in the console's list.</summary>
internal sealed record PersonRow(Guid Id, string Name, Sealed Phone, long DivisionCode, DateTime CreatedAt)
{
    public string Place { get; init; } = "";

    public string Roles { get; init; } = "";
}

/// <summary>The people of the viewer's own range.</summary>
internal sealed class PeopleList(AppDbContext db, Vault vault, RegionDirectory regions, IStringLocalizer phrases) : IListing<Person, PersonRow>
{
    public string Title => Phrase.Of("人员");

    public IReadOnlyList<ListColumn<PersonRow>> Columns =>
    [
        new("name", Phrase.Of("姓名"), p => p.Name) { Personal = Personal.Name, Href = p => $"/console/people/{p.Id}" },
        new("phone", Phrase.Of("手机号"), p => vault.Masked(Personal.Phone, p.Phone)) { Personal = Personal.Phone, Whole = p => vault.Open(Personal.Phone, p.Phone) },
        new("place", Phrase.Of("住处"), p => p.Place) { Order = "place" },
        new("roles", Phrase.Of("身份"), p => p.Roles),
        new("created", Phrase.Of("登记时间"), p => p.CreatedAt) { Order = "created" },
    ];

    public IReadOnlyList<ListFilter<Person>> Filters =>
    [
        ListFilters.Text<Person>("q", Phrase.Of("姓名或完整手机号"), Named) with { Hint = Phrase.Of("姓名至少写两个字。"), MaxLength = 40 },
        ListFilters.Choice<Person>("role", Phrase.Of("身份"), [.. Enum.GetValues<Role>().Skip(1).Select(r => (r.Word(), r.Title()))], With),
    ];

    public IReadOnlyList<ListOrder<Person>> Orders =>
        [new("created", Phrase.Of("登记时间"), SortKey.Down((Person p) => p.CreatedAt)), new("place", Phrase.Of("住处"), SortKey.Up((Person p) => p.DivisionCode))];

    public Expression<Func<Person, Guid>> Id => p => p.Id;

    public Expression<Func<Person, PersonRow>> Row => p => new PersonRow(p.Id, p.Name, p.Phone, p.DivisionCode, p.CreatedAt);

    public Task<IQueryable<Person>> ScopeAsync(CancellationToken ct) => Task.FromResult<IQueryable<Person>>(db.Set<Person>());

    public async Task<IReadOnlyList<PersonRow>> CompleteAsync(IReadOnlyList<PersonRow> rows, ListQuery query, CancellationToken ct)
    {
        var ids = rows.Select(p => p.Id).ToList();
        var held = await db.Set<RoleGrant>().Where(g => ids.Contains(g.PersonId) && g.RevokedAt == null).Select(g => new { g.PersonId, g.Role }).ToListAsync(ct);
        var roles = held.ToLookup(g => g.PersonId, g => g.Role);
        var places = await regions.AddressesAsync(rows.Select(p => p.DivisionCode), ct);
        return [.. rows.Where(p => Has(p, query["q"])).Select(p => p with
        {
            Place = places[p.DivisionCode],
            Roles = string.Join(phrases["、"], roles[p.Id].Distinct().Order().Select(r => phrases[r.Title()].Value)),
        })];
    }

    /// <summary>Only where several pairs were looked for (<see cref="Has"/>).</summary>
    public bool LeavesOut(ListQuery query) => PhoneText.Mobile(query["q"]) is null && NamePart.Of(query["q"], vault).Count > 1;

    /// <summary>Source phrase of why nobody can be found by this; null where it can be looked for.</summary>
    public static string? Unfindable(string text) => text switch
    {
        "" => null,
        _ when PhoneText.Mobile(text) is not null => null,
        _ when text.All(char.IsNumber) => Phrase.Of("手机号要写完整的 11 位才能找。"),
        _ when text.EnumerateRunes().Count() < 2 => Phrase.Of("姓名至少要写两个字才能找。"),
        _ => null,
    };

    /// <summary>The pairs of ABC may stand apart in a name (BCAB): what is found by them is read again.</summary>
    private static bool Has(PersonRow row, string text) =>
        text.Length == 0 || PhoneText.Mobile(text) is not null || row.Name.ToUpperInvariant().Contains(text.ToUpperInvariant(), StringComparison.Ordinal);

    /// <param name="text">Part of a name of two letters and more, or a whole phone: what is sealed is found by what is kept of it (<see cref="NamePart"/>).</param>
    private IQueryable<Person> Named(IQueryable<Person> people, string text)
    {
        if (PhoneText.Mobile(text) is { } phone)
        {
            var index = vault.Index(Personal.Phone, phone);
            return people.Where(p => p.PhoneIndex == index);
        }

        foreach (var part in NamePart.Of(text, vault))
        {
            people = people.Where(p => p.NameParts.Any(n => n.Part == part));
        }

        return people;
    }

    private IQueryable<Person> With(IQueryable<Person> people, string word)
    {
        var role = RoleWords.OfWord(word);
        return people.Where(p => db.Set<RoleGrant>().Any(g => g.PersonId == p.Id && g.Role == role && g.RevokedAt == null));
    }
}
