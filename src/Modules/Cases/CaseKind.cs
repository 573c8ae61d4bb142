using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Cases;

/// <summary>
/// One kind of thing that people decide about others: a review, an objection, a doubt. Its module keeps what it is about and how it stands; here it says what is open, and everybody who decides finds it in
/// one inbox. A module registers its own: <c>services.AddCaseKind&lt;BackfillCases&gt;()</c>.
/// </summary>
/// <param name="code">As addresses and programs know it: module.what.</param>
/// <param name="what">Source phrase: what is to be decided.</param>
/// <param name="permission">What deciding asks for: whoever holds it finds the kind in the inbox.</param>
/// <param name="days">Within how many working days of <see cref="OpenCase.At"/> it should be decided; 0 where that is the end itself.</param>
public abstract class CaseKind(string code, string what, string permission, int days)
{
    public string Code => code;

    public string What => what;

    public string Permission => permission;

    public int Days => days;

    /// <summary>Those that wait and that the viewer's office could decide; the inbox adds the range, order and page.</summary>
    public abstract IQueryable<OpenCase> Open();

    /// <summary>What to show of them, by id.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, CaseWords>> WordsAsync(IReadOnlyList<OpenCase> cases, CancellationToken ct);
}

/// <summary>A row of a kind that waits. Made by an initializer, so that a database can sort and filter by its members.</summary>
public sealed record OpenCase
{
    /// <summary>What it belongs to, and lies with: an activity, an order; its own id where it belongs to nothing.</summary>
    public Guid SourceId { get; init; }

    public Guid Id { get; init; }

    public long DivisionCode { get; init; }

    /// <summary>Since when it has waited, or by when it is due: see <see cref="CaseKind.Days"/>; UTC.</summary>
    public DateTime At { get; init; }
}

/// <summary>A case in words.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="From">Who asks or organises; never who must not be known.</param>
/// <param name="Href">Where in the console it is decided.</param>
/// <param name="Matter">Who has a part in it.</param>
public sealed record CaseWords(string Title, string From, string Href, Matter Matter);

public static class CaseKinds
{
    public static IServiceCollection AddCaseKind<TKind>(this IServiceCollection services) where TKind : CaseKind => services.AddScoped<CaseKind, TKind>();
}
