using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People.Domain;
using Weiguang.People.Import;
using Weiguang.Regions;

namespace Weiguang.People;

/// <param name="Imported">Rows that went in; 0 when there were errors and part was not enough.</param>
public sealed record VolunteerImportResult(int Imported, IReadOnlyList<RowError> Errors);

/// <summary>
/// Takes volunteers from a list (CSV as any program saves it, a <see cref="Sheet"/>; columns 姓名, 手机号, 村或社区, and where wanted 服务类别, 技能, 语言, several joined by ；).
/// They stay unconfirmed, unseen by dispatching, until they sign in themselves and say yes (Order 67: nothing is recorded without the volunteer's consent).
/// </summary>
public sealed class VolunteerImport(AppDbContext db, Vault vault, RegionDirectory regions, TimeProvider clock)
{
    private const int Batch = 500;

    /// <param name="partial">Take the good rows although others are wrong.</param>
    public async Task<VolunteerImportResult> RunAsync(Stream csv, bool partial, CancellationToken ct = default)
    {
        var sheet = new VolunteerSheet(regions);
        await sheet.ReadAsync(csv, ct);
        var fresh = await WithoutKnownAsync(sheet, ct);
        var wrong = sheet.Errors.OrderBy(e => e.Line).ToList();
        if (wrong.Count > 0 && !partial)
        {
            return new VolunteerImportResult(0, wrong);
        }

        await using var work = await db.BeginWorkAsync(ct);
        foreach (var batch in fresh.Chunk(Batch))
        {
            await AddAsync(batch, ct);
        }

        await work.CommitAsync(ct);
        return new VolunteerImportResult(fresh.Count, wrong);
    }

    private async Task<List<VolunteerRow>> WithoutKnownAsync(VolunteerSheet sheet, CancellationToken ct)
    {
        var fresh = new List<VolunteerRow>();
        var seen = new Dictionary<string, int>();
        foreach (var batch in sheet.Rows.Chunk(Batch))
        {
            var indexes = batch.ToDictionary(row => row.Line, row => vault.Index(Personal.Phone, row.Phone));
            var asked = indexes.Values.ToArray();
            var known = await db.Set<PhoneEntry>().Where(e => asked.Contains(e.PhoneIndex)).Select(e => e.PhoneIndex).ToHashSetAsync(ct);
            foreach (var row in batch)
            {
                var index = indexes[row.Line];
                if (known.Contains(index))
                {
                    sheet.Errors.Add(new RowError(row.Line, sheet.Heading(VolunteerSheet.PhoneColumn), row.Phone, Phrase.Of("这个手机号已经登记过")));
                }
                else if (!seen.TryAdd(index, row.Line))
                {
                    sheet.Errors.Add(new RowError(row.Line, sheet.Heading(VolunteerSheet.PhoneColumn), row.Phone, Phrase.Of("这个手机号在第 {0} 行已经有了"), seen[index]));
                }
                else
                {
                    fresh.Add(row);
                }
            }
        }

        return fresh;
    }

    private async Task AddAsync(VolunteerRow[] rows, CancellationToken ct)
    {
        var now = clock.Now();
        var numbers = await DrawAsync(rows, now, ct);
        foreach (var (row, number) in rows.Zip(numbers))
        {
            var person = Person.Register(Guid.CreateVersion7(), row.Name, row.Phone, row.DivisionCode, vault, now, confirmed: false);
            var volunteer = Volunteer.Join(person.Id, number, row.DivisionCode, now, confirmed: false);
            volunteer.Offer(row.Categories, row.Skills, row.Languages, 0);
            db.AddRange(person, volunteer, new PhoneEntry { PhoneIndex = person.PhoneIndex, PersonId = person.Id }, new NumberEntry { Number = number, PersonId = person.Id });
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private async Task<List<string>> DrawAsync(VolunteerRow[] rows, DateTime now, CancellationToken ct)
    {
        var numbers = new List<string>();
        var taken = new HashSet<string>();
        while (numbers.Count < rows.Length)
        {
            var drawn = rows.Skip(numbers.Count).Select(row => VolunteerNumber.Draw(row.DivisionCode, now)).ToArray();
            taken.UnionWith(await db.Set<NumberEntry>().Where(e => drawn.Contains(e.Number)).Select(e => e.Number).ToListAsync(ct));
            numbers.AddRange(drawn.TakeWhile(taken.Add));
        }

        return numbers;
    }
}
