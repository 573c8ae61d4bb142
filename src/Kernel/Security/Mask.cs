namespace Weiguang.Kernel.Security;

/// <summary>How personal data looks to people who do not need it whole.</summary>
public static class Mask
{
    public static string Of(Personal kind, string value) => kind switch
    {
        _ when value.Length == 0 => "",
        Personal.Phone => Phone(value),
        Personal.IdNumber => Middle(value, 1, 1),
        Personal.Name => Name(value),
        Personal.BirthDate => $"{value[..Math.Min(4, value.Length)]}-**-**",
        Personal.Address or Personal.Position or Personal.Note or Personal.Key or Personal.Face => "***",
    };

    /// <summary>138****0000; short numbers keep their last two digits only.</summary>
    public static string Phone(string phone) => phone.Length >= 11 ? Middle(phone, phone.Length - 8, 4) : Middle(phone, 0, 2);

    /// <summary>张三 → 张*, 欧阳明月 → 欧**月: the family name stays, as lists of honour in villages are read aloud.</summary>
    public static string Name(string name)
    {
        var runes = name.EnumerateRunes().ToList(); // Rare characters of names take two places of a string.
        return string.Concat(runes.Select((rune, i) => i == 0 && runes.Count > 1 || i == runes.Count - 1 && i > 1 ? rune.ToString() : "*"));
    }

    private static string Middle(string text, int head, int tail) =>
        text.Length <= head + tail ? new string('*', text.Length) : string.Concat(text.AsSpan(0, head), new string('*', text.Length - head - tail), text.AsSpan(text.Length - tail));
}
