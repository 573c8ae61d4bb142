using Weiguang.Kernel.Geo;

namespace Weiguang.People;

/// <summary>A person as other people's lists show them. The phone is masked (138****0000).</summary>
public sealed record PersonCard(Guid Id, string Name, string MaskedPhone, long DivisionCode);

/// <summary>A volunteer as dispatching needs them.</summary>
/// <param name="Number">The volunteer number, never the ID number.</param>
/// <param name="Area">Home rounded to 0.01 degrees (about a kilometre); null when not told.</param>
/// <param name="Categories">Codes of <see cref="ServiceCategories"/>, at most four.</param>
/// <param name="Skills">Codes of <see cref="People.Skills"/>.</param>
/// <param name="Languages">Codes of <see cref="People.Languages"/>.</param>
/// <param name="Availability">Bit (code − 1) of <see cref="AvailabilitySlots"/>; 0 means nothing was said.</param>
public sealed record VolunteerCard(
    Guid PersonId, string Name, string Number, long DivisionCode, GeoPoint? Area, string[] Categories, string[] Skills, string[] Languages, int Availability);
