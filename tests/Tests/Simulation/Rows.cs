using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Weiguang.Kernel.Security;

namespace Weiguang.Tests.Simulation;

/// <summary>Every row of every table as one line of text, sealed values opened, for comparing two databases.</summary>
internal static class Rows
{
    /// <summary>Not made by a simulation: divisions with their editions, keys, the outbox and the like. Certificates have numbers drawn by lot and are signed, as anchors are.</summary>
    private static readonly string[] Foreign =
        ["kernel_", "regions_division", "people_one_time_code", "people_session", "people_web_key", "hours_sweep_mark", "recognition_certificate", "ledger_anchor", "ledger_stamp"];

    /// <summary>Secrets that must not follow from the seed: blind indexes, invitation codes, and the ledger's hashes, which cover sealed text.</summary>
    private static readonly string[] Secret = ["phone_index", "part", "code", "hash", "previous_hash", "last_hash"];

    public static async Task<SortedDictionary<string, List<string>>> ReadAsync(TestApp app)
    {
        using var scope = app.Scope();
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        await scope.Db.Database.OpenConnectionAsync();
        foreach (var entity in scope.Db.Model.GetEntityTypes().Where(e => e.GetTableName() is not null && !Foreign.Any(f => e.GetTableName()!.StartsWith(f, StringComparison.Ordinal))))
        {
            tables[entity.GetTableName()!] = await ReadAsync(scope, entity);
        }

        return tables;
    }

    private static async Task<List<string>> ReadAsync(TestScope scope, IEntityType entity)
    {
        var vault = scope.Get<Vault>();
        var columns = entity.GetProperties().Where(p => !Secret.Contains(p.GetColumnName())).ToList();
        var rows = new List<string>();
        await using var command = scope.Db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c.GetColumnName()}\""))} FROM {entity.GetTableName()}";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', columns.Select((column, i) => Text(reader, i, column, vault))));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Text(DbDataReader reader, int column, IProperty property, Vault vault) => reader.GetValue(column) switch
    {
        DBNull => "",
        string text when property.IsSealed() => property.GetValueConverter()!.ConvertFromProvider(text) is string[] list ? string.Join(',', list) : (string)property.GetValueConverter()!.ConvertFromProvider(text)!,
        string text when property.ClrType == typeof(Sealed) => vault.Open(Kind(property.Name), new Sealed(text)),
        byte[] bytes => Convert.ToHexString(bytes),
        string[] array => string.Join(',', array),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static Personal Kind(string property) => property == "Args" ? Personal.Note : Enum.GetValues<Personal>().First(kind => property.EndsWith(kind.ToString(), StringComparison.Ordinal));
}
