namespace Weiguang.Regions.Divisions;

/// <summary>How characters are read, learnt from the built-in names; for files that bring no readings. An unknown character is skipped.</summary>
internal sealed class Readings(Dictionary<char, string> byCharacter)
{
    public static Readings OfBuiltIn()
    {
        using var data = DivisionFile.BuiltIn();
        var counts = new Dictionary<(char, string), int>();
        foreach (var division in DivisionFile.Read(data))
        {
            var letters = division.Name.Where(char.IsLetterOrDigit).ToList();
            var syllables = division.Pinyin.Split(' ');
            foreach (var pair in letters.Count == syllables.Length ? letters.Zip(syllables) : [])
            {
                counts[pair] = counts.GetValueOrDefault(pair) + 1;
            }
        }

        return new(counts.GroupBy(c => c.Key.Item1).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Value).Key.Item2));
    }

    public string Of(string name) => string.Join(' ', name.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString().ToLowerInvariant() : byCharacter.GetValueOrDefault(c)).OfType<string>());
}
