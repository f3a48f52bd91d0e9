package dev.farthing.topup.sandbox;

import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Never stored, never logged.
 *
 * @param number without blanks and hyphens
 * @param expiry the last valid month
 */
record Card(String number, YearMonth expiry, String cvc) {
    private static final Pattern NUMBER = Pattern.compile("\\d{12,19}");
    private static final Pattern CVC = Pattern.compile("\\d{3,4}");
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\d{1,2})\\s*/\\s*(\\d{2}|\\d{4})");

    /**
     * The processor judges number and cvc.
     *
     * @param expiry {@code 2030-08}, {@code 08/30} or {@code 08/2030}
     * @throws Problem {@code invalid_field} if the expiry is no month
     */
    static Card of(String number, String expiry, String cvc, String field) {
        return new Card(plain(number), month(plain(expiry), field), plain(cvc));
    }

    private static String plain(String text) {
        return text == null ? "" : text.replaceAll("[\\s]", "").replaceAll("(?<=\\d{4})-(?=\\d{4})", "");
    }

    private static YearMonth month(String text, String field) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        Matcher monthFirst = MONTH_FIRST.matcher(text);
        int year = 0;
        int month = 0;
        if (yearFirst.matches()) {
            year = Integer.parseInt(yearFirst.group(1));
            month = Integer.parseInt(yearFirst.group(2));
        } else if (monthFirst.matches()) {
            month = Integer.parseInt(monthFirst.group(1));
            year = Integer.parseInt(monthFirst.group(2));
            year = year < 100 ? 2000 + year : year;
        }
        if (month < 1 || month > 12) {
            throw Problem.at(ProblemCode.INVALID_FIELD, field, "A card's expiry is a month such as 2030-08 or 08/30.");
        }
        return YearMonth.of(year, month);
    }

    /** 12 to 19 digits with a valid check digit (ISO/IEC 7812-1, Luhn). */
    boolean hasValidNumber() {
        if (!NUMBER.matcher(number).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    boolean isExpired(YearMonth thisMonth) {
        return expiry.isBefore(thisMonth);
    }

    boolean hasCvc() {
        return CVC.matcher(cvc).matches();
    }

    /** Storable, such as {@code visa 4242}; {@code card} for an invalid number. */
    String masked() {
        return !hasValidNumber() ? "card" : brand() + " " + number.substring(Math.max(0, number.length() - 4));
    }

    private String brand() {
        if (number.startsWith("4")) {
            return "visa";
        } else if (number.matches("(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720).*")) {
            return "mastercard";
        } else if (number.matches("3[47].*")) {
            return "amex";
        } else if (number.matches("(6011|65|64[4-9]).*")) {
            return "discover";
        }
        return "card";
    }

    /** Keeps the number out of logs. */
    @Override
    public String toString() {
        return "Card[" + masked() + "]";
    }
}
