using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Weiguang.Ledger.Anchors;
using Weiguang.Ledger.Anchors.Stamps;

namespace Weiguang.Ledger;

/// <summary>Where anchors are dropped as files (setting <c>Ledger:AnchorFolder</c>), for somebody else to fetch and keep: what they have can neither be changed nor cut off. Without the setting nothing is dropped.</summary>
public sealed class AnchorFolder(AnchorReader reader, IConfiguration configuration)
{
    public const string Setting = "Ledger:AnchorFolder";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>How many files lie there to compare with; null where none are dropped.</summary>
    internal int? Kept => Folder is { } folder ? FilesOf(folder).Length : null;

    private static string[] FilesOf(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "anchor-*.json") : [];

    private string? Folder => configuration[Setting] is { Length: > 0 } folder ? folder : null;

    /// <summary>Writes every anchor that has no file there yet, and every time stamp, so that one which failed is made up for by the next.</summary>
    internal async Task CatchUpAsync(CancellationToken ct)
    {
        if (Folder is not { } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        foreach (var number in (await reader.NumbersAsync(ct)).Where(n => !File.Exists(FileOf(folder, n))))
        {
            await WriteAsync(FileOf(folder, number), JsonSerializer.SerializeToUtf8Bytes(await reader.FindAsync(number, ct), Json), ct);
        }

        foreach (var number in (await reader.StampedAsync(ct)).Where(n => !File.Exists(Path.Combine(folder, StampBook.FileOf(n)))))
        {
            await WriteAsync(Path.Combine(folder, StampBook.FileOf(number)), (await reader.StampAsync(number, ct))!, ct);
        }
    }

    /// <summary>Whoever fetches it finds all of it or nothing.</summary>
    private static async Task WriteAsync(string file, byte[] content, CancellationToken ct)
    {
        await File.WriteAllBytesAsync($"{file}.new", content, ct);
        File.Move($"{file}.new", file, overwrite: true);
    }

    /// <summary>The first file that tells of another anchor than the database, or has a false signature of a witness beside it; null when there is none.</summary>
    internal async Task<LedgerDifference?> DifferenceAsync(CancellationToken ct)
    {
        var witnesses = new Witnesses(configuration);
        string[] files = Folder is { } folder ? FilesOf(folder) : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var kept = await ReadAsync(file, ct);
            var ours = kept is null ? null : await reader.FindAsync(kept.Number, ct);
            if (kept is null || ours is null || kept.Content != ours.Content)
            {
                return new(LedgerFault.Anchor, null, null, null, $"the anchor of {file}", ours is null ? "none" : $"another anchor {ours.Number}");
            }

            if (await witnesses.WrongAsync(file, Encoding.UTF8.GetBytes(ours.Content), ct) is var (expected, found))
            {
                return new(LedgerFault.Anchor, null, null, null, $"anchor {ours.Number}: {expected}", found);
            }
        }

        return null;
    }

    private static async Task<AnchorItem?> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            return JsonSerializer.Deserialize<AnchorItem>(await File.ReadAllTextAsync(file, ct), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string FileOf(string folder, long number) => Path.Combine(folder, $"anchor-{number:D6}.json");
}
