using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Data;

/// <summary>
/// No text longer than its column, on SQLite as on PostgreSQL, which would fail over it. Forms and endpoints say so at the field first; here nothing slips by.
/// </summary>
internal sealed class LengthCheck : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    private static void Check(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            foreach (var property in entry.Metadata.GetProperties().Where(p => p.GetMaxLength() is not null))
            {
                if (entry.State == EntityState.Added || entry.Property(property).IsModified)
                {
                    Check(entry, property, property.GetMaxLength()!.Value);
                }
            }
        }
    }

    private static bool IsLonger(object? value, int most) => value is string text && text.Length > most && text.EnumerateRunes().Count() > most;

    private static void Check(EntityEntry entry, IProperty property, int most)
    {
        var value = entry.Property(property).CurrentValue;
        var stored = property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;
        if (IsLonger(stored, most) || property.Letters() is { } letters && IsLonger(value, letters))
        {
            throw new BadInputException($"{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}", Phrase.Of("这里写得太长了，请写短一些"));
        }
    }
}
