namespace Weiguang.Regions;

/// <summary>The rules of one kind of all divisions that have their own.</summary>
/// <param name="national">What holds where no division up the tree has one.</param>
public sealed class DivisionRules<T>(IReadOnlyDictionary<long, T> own, T national) where T : class
{
    /// <summary>Every rule that holds somewhere.</summary>
    public IEnumerable<T> All => own.Values.Append(national);

    /// <summary>The rule of a division: its own, or that of the nearest division above.</summary>
    public T Of(long division) => Above(division).Select(code => own.GetValueOrDefault(code)).FirstOrDefault(rule => rule is not null) ?? national;

    /// <summary>The division itself, then those above it, to the country.</summary>
    internal static IEnumerable<long> Above(long division)
    {
        for (; division != 0; division = DivisionCodes.Parent(division))
        {
            yield return division;
        }

        yield return 0;
    }
}
