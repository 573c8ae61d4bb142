using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Weiguang.Kernel;

namespace Weiguang.Web.Backup;

/// <summary>What a backup is, and what each of its entries must be.</summary>
/// <param name="Files">SHA-256 in hex by the name of the entry; null in backups of earlier versions.</param>
internal sealed record Manifest(string Version, string Database, string Migration, DateTime MadeAt, Dictionary<string, string>? Files = null)
{
    public const string Name = "manifest.json";

    public static string Program => typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public async Task WriteAsync(ZipArchive zip, CancellationToken ct)
    {
        await using var stream = await zip.CreateEntry(Name).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(stream, this, cancellationToken: ct);
    }

    /// <exception cref="SetupException">There is none that can be read.</exception>
    public static async Task<Manifest> ReadAsync(ZipArchive zip, CancellationToken ct)
    {
        var entry = zip.GetEntry(Name) ?? throw new SetupException("This is no backup of Weiguang: it has no manifest.json.");
        try
        {
            await using var stream = await entry.OpenAsync(ct);
            return await JsonSerializer.DeserializeAsync<Manifest>(stream, cancellationToken: ct) is { Database: not null, Migration: not null } manifest
                ? manifest
                : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new SetupException("This backup is damaged: its manifest.json cannot be read.");
        }
    }

    /// <exception cref="SetupException">An entry is missing, or not what was written.</exception>
    public async Task CheckAsync(string entry, string file, CancellationToken ct)
    {
        if (Files is not null && (!Files.TryGetValue(entry, out var sum) || sum != await SumAsync(file, ct)))
        {
            throw new SetupException($"This backup is damaged: {entry} is not what was written.");
        }
    }

    public static async Task<string> SumAsync(string file, CancellationToken ct)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream, ct));
    }
}
