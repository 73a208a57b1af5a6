# Prints what TAP says: first each subtest, then the test it belongs to.
use strict;
use warnings;
use TAP::Parser;

local $/;
open my $file, '<', $ARGV[0] or die;
my $tap = <$file>;
my @inner = map { s/^    //r } grep { /^    / } split /\n/, $tap;
my @outer = grep { !/^    / } split /\n/, $tap;
tell_all(join "\n", 'TAP version 13', @inner);
tell_all(join "\n", 'TAP version 13', grep { !/^TAP version 14$/ } @outer);

sub tell_all {
    my $parser = TAP::Parser->new({ tap => $_[0] });
    while (my $result = $parser->next) {
        if ($result->is_plan) { print 'plan ', $result->plan, "\n" }
        if ($result->is_test) {
            my $name = $result->description =~ s/^- //r =~ s/\\(.)/$1/gr;
            my $directive = $result->directive ? ' ' . $result->directive . ' ' . $result->explanation : '';
            print $result->raw =~ /^not/ ? 'not ok' : 'ok', ' ', $result->number, " $name$directive\n";
        }
        if ($result->is_yaml) {
            print "  line ", $result->data->{at}{line}, "\n  severity ", $result->data->{severity}, "\n";
        }
        print 'unknown: ', $result->raw, "\n" if $result->is_unknown;
    }
    print 'problems ', scalar $parser->parse_errors, "\n";
}
