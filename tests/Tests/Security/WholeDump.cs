using System.IO.Compression;
using System.Text;

namespace Weiguang.Tests.Security;

/// <summary>All that a copy of the database tells whoever has no key: every column of every table there is, bytes read in each way they may hold text.</summary>
internal static class WholeDump
{
    public static async Task<Dictionary<string, string>> ReadAsync(TestApp app, CancellationToken ct)
    {
        using var scope = app.Scope();
        var connection = scope.Db.Database.GetDbConnection();
        await connection.OpenAsync(ct);
        var tables = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = app.Kind == TestDatabases.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
            using var names = await command.ExecuteReaderAsync(ct);
            while (await names.ReadAsync(ct))
            {
                tables.Add(names.GetString(0));
            }
        }

        var dump = new Dictionary<string, string>();
        foreach (var table in tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using var rows = await command.ExecuteReaderAsync(ct);
            var columns = Enumerable.Range(0, rows.FieldCount).Select(_ => new StringBuilder()).ToList();
            while (await rows.ReadAsync(ct))
            {
                for (var i = 0; i < columns.Count; i++)
                {
                    columns[i].Append(Text(rows.GetValue(i))).Append('\n');
                }
            }

            for (var i = 0; i < columns.Count; i++)
            {
                dump[$"{table}.{rows.GetName(i)}"] = columns[i].ToString();
            }
        }

        return dump;
    }

    private static string Text(object value) => value switch
    {
        DBNull => "",
        byte[] bytes => string.Join('\n', Encoding.UTF8.GetString(bytes), Encoding.Unicode.GetString(bytes), Encoding.BigEndianUnicode.GetString(bytes), Unzipped(bytes)),
        Array list => string.Join(' ', list.Cast<object?>()),
        _ => value.ToString()!,
    };

    private static string Unzipped(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return "";
        }

        using var text = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return text.ReadToEnd();
    }
}
