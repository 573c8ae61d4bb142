using Weiguang.Kernel.Text;
using Weiguang.Orders.Domain;

namespace Weiguang.Orders.Placing;

/// <summary>The order page's fields as they are posted: a day and parts of it instead of exact times.</summary>
public sealed class OrderForm
{
    /// <summary>Parts of the day, in hours of Shanghai time.</summary>
    public static readonly IReadOnlyList<(string Code, string Words, int From, int To)> Parts =
    [
        ("am", Phrase.Of("上午"), 8, 12),
        ("pm", Phrase.Of("下午"), 13, 18),
        ("eve", Phrase.Of("晚上"), 18, 21),
    ];

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public Guid? MenuItemId { get; set; }

    public string? Title { get; set; }

    public Urgency Urgency { get; set; }

    public DateOnly? Day { get; set; }

    public List<string>? Part { get; set; }

    public string? Village { get; set; }

    public long? VillageCode { get; set; }

    public string? Address { get; set; }

    public double? Lat { get; set; }

    public double? Lon { get; set; }

    public bool ForSomeoneElse { get; set; }

    public string? ContactName { get; set; }

    public string? ContactPhone { get; set; }

    /// <summary>Somebody is named, and yet the order is said to be one's own.</summary>
    public bool NamesNobody => !ForSomeoneElse && !(string.IsNullOrWhiteSpace(ContactName) && string.IsNullOrWhiteSpace(ContactPhone));

    public string? Notes { get; set; }

    /// <summary>Pictures that came with an earlier try.</summary>
    public Guid[]? PhotosHeld { get; set; }

    public OrderDraft Draft(Guid? stationId, long? divisionCode, DateOnly today) => new()
    {
        StationId = stationId,
        MenuItemId = MenuItemId,
        Title = Title,
        Urgency = Urgency,
        DivisionCode = divisionCode,
        Address = Address,
        Lat = Lat,
        Lon = Lon,
        ForSomeoneElse = ForSomeoneElse,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        Notes = Notes,
        Windows = [.. Parts.Where(p => Part?.Contains(p.Code) == true).Select(p => new WindowInput(At(Day ?? today, p.From), At(Day ?? today, p.To)))],
    };

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), Offset);
}
