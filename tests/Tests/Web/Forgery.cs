using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Weiguang.Tests.Web;

/// <summary>Backups to which something was done.</summary>
internal static class Forgery
{
    public static void Change(string file, Action<ZipArchive> change)
    {
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        change(zip);
    }

    public static void Replace(string file, string entry, Func<byte[], byte[]> change) => Change(file, zip =>
    {
        var content = new MemoryStream();
        if (zip.GetEntry(entry) is { } old)
        {
            using (var stream = old.Open())
            {
                stream.CopyTo(content);
            }

            old.Delete();
        }

        using var fresh = zip.CreateEntry(entry).Open();
        fresh.Write(change(content.ToArray()));
    });

    /// <summary>An entry that the manifest names, with the right sum.</summary>
    public static void Add(string file, string entry)
    {
        var content = "forged"u8.ToArray();
        Replace(file, entry, _ => content);
        Replace(file, "manifest.json", bytes =>
        {
            var manifest = JsonNode.Parse(bytes)!;
            manifest["Files"]![entry] = Convert.ToHexString(SHA256.HashData(content));
            return Encoding.UTF8.GetBytes(manifest.ToJsonString());
        });
    }

    /// <summary>Gone, and the manifest does not name it either.</summary>
    public static void Unname(ZipArchive zip, string entry)
    {
        zip.GetEntry(entry)!.Delete();
        var old = zip.GetEntry("manifest.json")!;
        JsonNode manifest;
        using (var stream = old.Open())
        {
            manifest = JsonNode.Parse(stream)!;
        }

        old.Delete();
        manifest["Files"]!.AsObject().Remove(entry);
        using var fresh = zip.CreateEntry("manifest.json").Open();
        fresh.Write(Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    /// <summary>A SQLite database to which something was done.</summary>
    public static byte[] Told(byte[] database, string sql)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, database);
            using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.ExecuteNonQuery();
            }

            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static byte[] Zipped(string entry, int length)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var content = zip.CreateEntry(entry).Open();
            content.Write(new byte[length]);
        }

        return stream.ToArray();
    }

    public static void Declare(string file, string name, string? value) => Replace(file, "manifest.json", bytes =>
    {
        var manifest = JsonNode.Parse(bytes)!;
        manifest[name] = value;
        return Encoding.UTF8.GetBytes(manifest.ToJsonString());
    });

    /// <summary>As earlier versions wrote it, without sums, and damaged.</summary>
    public static void Unsigned(string file, Func<byte[], byte[]> damage)
    {
        Declare(file, "Files", null);
        Replace(file, "database", damage);
    }

    /// <summary>A stretch in the middle is something else.</summary>
    public static byte[] Flipped(byte[] bytes)
    {
        for (var i = bytes.Length / 3; i < bytes.Length / 2; i++)
        {
            bytes[i] ^= 0x5A;
        }

        return bytes;
    }
}
