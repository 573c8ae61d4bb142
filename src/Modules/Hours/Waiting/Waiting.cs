using Microsoft.Extensions.DependencyInjection;
using Weiguang.Cases;
using Weiguang.Hours.Domain;
using Weiguang.Hours.Records;
using Weiguang.People;

namespace Weiguang.Hours.Waiting;

/// <summary>What about hours waits for people, and how it is found by the batch.</summary>
internal static class Waiting
{
    public static IServiceCollection AddHoursCases(this IServiceCollection services) => services
        .AddCaseKind<BackfillCases>().AddCaseKind<ObjectionCases>().AddCaseKind<CorrectionCases>().AddCaseKind<AnomalyCases>().AddCaseKind<QuestionCases>().AddCaseKind<LateCases>().AddCaseKind<OutsideCases>().AddCaseKind<RuleCases>();

    public static (List<Guid> Sources, List<Guid> Ids) Keys(this IReadOnlyList<OpenCase> cases) => ([.. cases.Select(c => c.SourceId).Distinct()], [.. cases.Select(c => c.Id)]);

    /// <summary>Who has a part in all that is left to do of an engagement. Nobody says when they left themselves, or praises themselves, but with others there is something to do for each of them.</summary>
    public static IReadOnlyCollection<Guid> Alone(IEnumerable<Guid> volunteers)
    {
        List<Guid> all = [.. volunteers.Distinct()];
        return all.Count == 1 ? all : [];
    }

    /// <summary>Whose hours, before who organised: of one engagement many may be doubted.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> WhoseAsync(this PersonDirectory people, IReadOnlyCollection<ServiceRecord> records, CancellationToken ct)
    {
        var names = await people.FindAsync(records.Select(r => r.VolunteerId), ct);
        return records.ToDictionary(r => r.Id, r => names.TryGetValue(r.VolunteerId, out var card) ? $"{card.Name} · {r.Organiser}" : r.Organiser);
    }

    public static async Task<IReadOnlyDictionary<Guid, ServiceRecord>> RecordsAsync(this AppDbContext db, List<Guid> sources, List<Guid> ids, CancellationToken ct) =>
        await db.Set<ServiceRecord>().AsNoTracking().Where(r => sources.Contains(r.SourceId) && ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
}
