using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Weiguang.Hours.Faces;

/// <summary>What can be told from two faces as numbers, without any database (docs/adr/0029-a-face-is-a-signal.md).</summary>
internal static class FaceRules
{
    /// <summary>What the model makes of a face.</summary>
    public const int Length = 128;

    public const int Moves = 3;

    /// <summary>
    /// Further apart than this two pictures show two people: the distance at which dlib's model, which the browser runs, was measured (99.38 % on Labeled Faces in the Wild), and the default of face-api's FaceMatcher.
    /// </summary>
    public const double Apart = 0.6;

    /// <summary>Two pictures of a camera are never this near: the same numbers were sent again.</summary>
    public const double TooNear = 0.02;

    private static readonly int Kinds = Enum.GetValues<FaceMove>().Length;

    private const float Largest = 2;
    private const double Shortest = 0.5;
    private const double Longest = 3;

    /// <summary>128 finite numbers of the size that the model gives.</summary>
    public static bool IsFace(IReadOnlyList<float>? numbers) => numbers is { Count: Length } && numbers.All(n => float.IsFinite(n) && Math.Abs(n) <= Largest) && Norm(numbers) is >= Shortest and <= Longest;

    /// <summary>Movements in an order that nobody knows before; none twice in a row.</summary>
    public static FaceMove[] Draw()
    {
        var moves = Enum.GetValues<FaceMove>();
        RandomNumberGenerator.Shuffle<FaceMove>(moves);
        return moves[..Moves];
    }

    /// <summary>Movements as one number.</summary>
    public static int OrderOf(IEnumerable<FaceMove> moves) => moves.Aggregate(0, (order, move) => (order * Kinds) + (int)move);

    public static FaceMove[] MovesOf(int order) => [.. Enumerable.Range(1, Moves).Select(place => (FaceMove)(order / (int)Math.Pow(Kinds, Moves - place) % Kinds))];

    /// <param name="hundredths">By the rule of the division: nearer is the same person.</param>
    /// <param name="moved">The movements were those that were asked for.</param>
    public static FaceVerdict Compare(IReadOnlyList<float> known, IReadOnlyList<float> shown, double hundredths, bool moved) => Distance(known, shown) switch
    {
        > Apart => FaceVerdict.Other,
        < TooNear => FaceVerdict.Unsure,
        var distance => moved && distance <= hundredths / 100 ? FaceVerdict.Same : FaceVerdict.Unsure,
    };

    public static double Distance(IReadOnlyList<float> one, IReadOnlyList<float> other) => Math.Sqrt(one.Zip(other, (a, b) => ((double)a - b) * ((double)a - b)).Sum());

    /// <summary>As it is sealed.</summary>
    public static string Write(IEnumerable<float> numbers) => Base64Url.EncodeToString(MemoryMarshal.AsBytes<float>(numbers.ToArray()));

    public static float[] Read(string text) => MemoryMarshal.Cast<byte, float>(Base64Url.DecodeFromChars(text)).ToArray();

    private static double Norm(IReadOnlyList<float> numbers) => Math.Sqrt(numbers.Sum(n => (double)n * n));
}
