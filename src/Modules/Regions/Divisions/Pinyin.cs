namespace Weiguang.Regions.Divisions;

/// <summary>Fits what people type to the reading of a name: each syllable gives one or more of its first letters, so "tns", "tnsh" and "taonan" all mean 洮南市.</summary>
internal static class Pinyin
{
    /// <summary>How many syllables of <paramref name="reading"/> ("tao nan shi") the letters leave unsaid; null when they do not fit.</summary>
    public static int? Unsaid(ReadOnlySpan<char> reading, ReadOnlySpan<char> letters)
    {
        if (letters.IsEmpty)
        {
            return reading.IsEmpty ? 0 : reading.Count(' ') + 1;
        }

        if (reading.IsEmpty)
        {
            return null;
        }

        var end = reading.IndexOf(' ');
        var syllable = end < 0 ? reading : reading[..end];
        var rest = end < 0 ? [] : reading[(end + 1)..];
        for (var taken = syllable.CommonPrefixLength(letters); taken > 0; taken--)
        {
            if (Unsaid(rest, letters[taken..]) is { } unsaid)
            {
                return unsaid;
            }
        }

        return null;
    }
}
