namespace Weiguang.Tests.Cases;

/// <summary>The small inputs in <c>Inputs</c>: texts and files that real people and programs have sent.</summary>
internal static class Given
{
    private static readonly string Folder = Path.Combine(Walk.Sheet.Root(), "tests/Tests/Cases/Inputs");

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file));

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));
}
