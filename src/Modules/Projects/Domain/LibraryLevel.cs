using Weiguang.Kernel.Http;
using Weiguang.Regions;

namespace Weiguang.Projects.Domain;

/// <summary>Whose library a project stands in; a township's projects stand in the library of villages.</summary>
public enum LibraryLevel
{
    Village,
    County,
    City,
    Province,
}

internal static class LibraryLevels
{
    public static LibraryLevel Of(long divisionCode) => DivisionCodes.Level(divisionCode) switch
    {
        <= 1 => LibraryLevel.Province,
        2 => LibraryLevel.City,
        3 => LibraryLevel.County,
        _ => LibraryLevel.Village,
    };

    /// <summary>The level a word of an address means; null for none or an unknown one.</summary>
    public static LibraryLevel? OfWord(string? word) => WordDoor.Read<LibraryLevel>(word);

    /// <summary>The level above; null above the province.</summary>
    public static LibraryLevel? Above(this LibraryLevel level) => level == LibraryLevel.Province ? null : level + 1;

    /// <summary>The division whose library of this level a place belongs to; a village or township is its own.</summary>
    public static long Division(this LibraryLevel level, long divisionCode) => level switch
    {
        LibraryLevel.Village => divisionCode,
        LibraryLevel.County => DivisionCodes.Above(divisionCode, 3),
        LibraryLevel.City => DivisionCodes.Above(divisionCode, 2),
        LibraryLevel.Province => DivisionCodes.Above(divisionCode, 1),
    };
}
