namespace Weiguang.Tests.Walk;

/// <summary>
/// What every cell of a walk has to answer: one line for each way in, one column for each place. WALK_WRITE=1 writes it anew; its difference is then to be read by a person.
/// <c>in</c>: let in to change something, whatever became of it (2xx, 409, 412, 422). <c>→</c>: sent elsewhere. <c>shown</c>: the form stands on their page.
/// </summary>
internal sealed class Sheet(string name)
{
    private readonly string _file = Path.Combine(Root(), "tests/Tests/Walk", name);

    public static bool IsToBeWritten => Environment.GetEnvironmentVariable("WALK_WRITE") is "1";

    public void Write(IReadOnlyDictionary<string, string[]> cells) =>
        File.WriteAllLines(_file, cells.OrderBy(c => c.Key.Split(' ')[1], StringComparer.Ordinal).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => $"{c.Key}\t{string.Join('\t', c.Value)}").Prepend($"route\t{string.Join('\t', Place.All.Select(p => p.Name))}"));

    /// <summary>One line for each cell that is not as it should be, for each address that is new and for each that is gone.</summary>
    public IEnumerable<string> Compare(IReadOnlyDictionary<string, string[]> cells)
    {
        var expected = File.ReadLines(_file).Skip(1).Select(line => line.Split('\t')).ToDictionary(line => line[0], line => line[1..]);
        foreach (var (route, answers) in cells)
        {
            if (!expected.TryGetValue(route, out var due))
            {
                yield return $"{route}: new; read its cells and write them (WALK_WRITE=1): {string.Join(' ', answers)}";
                continue;
            }

            for (var i = 0; i < answers.Length; i++)
            {
                if (answers[i] != due[i])
                {
                    yield return $"{route} as {Place.All[i].Name}: {answers[i]} instead of {due[i]}";
                }
            }
        }

        foreach (var gone in expected.Keys.Except(cells.Keys))
        {
            yield return $"{gone}: is not there any more; take its line out (WALK_WRITE=1)";
        }
    }

    /// <summary>Where one is sent, ids and numbers in the way left out.</summary>
    public static string Where(Uri to)
    {
        var path = to.IsAbsoluteUri ? to.AbsolutePath : to.OriginalString.Split('?', '#')[0];
        return "→" + string.Join('/', path.Split('/').Select(part => Guid.TryParse(part, out _) || (part.Length > 10 && part.All(char.IsAsciiDigit)) ? "…" : part));
    }

    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Weiguang.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
