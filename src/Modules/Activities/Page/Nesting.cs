namespace Weiguang.Activities.Page;

/// <summary>
/// Whether a text nests deeper than anybody means it. Counted once along its lines before anything is parsed, and never less than a parser finds: a parser
/// gives up at 128 levels, and takes seconds to find out. docs/algorithms/activities.md
/// </summary>
internal static class Nesting
{
    private const int MostBlocks = 20; // Of two levels each: a list and its item.
    private const int MostInline = 80;
    private const int TabColumns = 4;
    private const int CodeColumns = 4;

    public static bool IsDeep(string text)
    {
        var (brackets, stars) = (0, 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (Blocks(line) > MostBlocks)
            {
                return true;
            }

            if (BeginsAnew(line))
            {
                (brackets, stars) = (0, 0);
            }

            (brackets, stars) = (brackets + line.Count('['), stars + line.CountAny("*_"));
            if (brackets + (stars / 2) > MostInline)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many quotes and lists may be open on this line: each asks for a mark here, or for two columns where it goes on.</summary>
    private static int Blocks(ReadOnlySpan<char> line)
    {
        var (columns, marks) = (0, 0);
        while (!line.IsEmpty)
        {
            var digits = line.IndexOfAnyExceptInRange('0', '9');
            if (line[0] is ' ' or '\t')
            {
                columns += line[0] == '\t' ? TabColumns : 1;
                line = line[1..];
            }
            else if (line[0] == '>' || (line[0] is '-' or '+' or '*' && IsEnd(line[1..])))
            {
                marks++;
                line = line[1..];
            }
            else if (digits > 0 && line[digits] is '.' or ')' && IsEnd(line[(digits + 1)..]))
            {
                marks++;
                line = line[(digits + 1)..];
            }
            else
            {
                break;
            }
        }

        return marks + (columns / 2);
    }

    /// <summary>An empty line or a new item of a list ends the paragraph before it, and with it whatever stood open there.</summary>
    private static bool BeginsAnew(ReadOnlySpan<char> line)
    {
        var words = line.TrimStart(' ');
        return words.IsWhiteSpace()
            || (line.Length - words.Length < CodeColumns && words.Length > 2 && words[0] is '-' or '+' or '*' && words[1] == ' ' && !words[2..].IsWhiteSpace());
    }

    private static bool IsEnd(ReadOnlySpan<char> rest) => rest.IsEmpty || rest[0] is ' ' or '\t';
}
