using System.Security.Cryptography;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Photos;

/// <summary>A picture that may be kept.</summary>
/// <param name="Sent">SHA-256 of the file as it was sent, in hexadecimal.</param>
/// <param name="Looks">How it is known again by whoever turned or cut it.</param>
/// <param name="Name">As the sender calls it.</param>
/// <param name="Id">Under which it is held for its sender while the form is not right; null until then.</param>
public sealed record TakenPhoto(PhotoFile File, string Sent, PhotoLooks Looks, string Name, Guid? Id = null)
{
    public RefusedPhoto Refuse(PhotoFault fault) => new(Name, fault) { Sent = Sent };

    /// <summary>By which it is known again: sent once more as it came, or as it was shown here.</summary>
    public IEnumerable<string> Fingerprints => new[] { Sent, Convert.ToHexStringLower(SHA256.HashData(File.Bytes)) }.Distinct();
}

/// <summary>What came of the pictures of a form: those that are kept, and those that are not with the reason.</summary>
public sealed record PhotoHaul(IReadOnlyList<TakenPhoto> Taken, IReadOnlyList<RefusedPhoto> Refused)
{
    public static readonly PhotoHaul Nothing = new([], []);

    /// <summary>Source phrase for the top of the form; null when every file is kept.</summary>
    public string? Problem => Refused.Count == 0 ? null : Phrase.Of("有的照片没有收，原因写在照片那里");

    /// <summary>What is left of it when a step would not have some of them.</summary>
    public PhotoHaul Without(IReadOnlyCollection<RefusedPhoto> refused) =>
        refused.Count == 0 ? this : new([.. Taken.Where(t => refused.All(r => r.Sent != t.Sent))], [.. Refused, .. refused]);

    /// <summary>For the API: which files, and why.</summary>
    public object Facts(Func<RefusedPhoto, string> words) => Refused.Select(r => new { file = r.Name, fault = Named(r.Fault), message = words(r) }).ToArray();

    private static string Named(PhotoFault fault) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(fault.ToString());
}
