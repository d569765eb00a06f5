# `cmake --install` and the Debian package. The package's times are those of
# SOURCE_DATE_EPOCH where it is set (scripts/package sets it, and a umask), so that the same
# source gives the same bytes.
find_program(GZIP gzip REQUIRED)

# The page of the manual and the changes are compressed, as Debian has them; -n leaves
# name and time out.
function(outturn_install_compressed source name destination)
    set(packed ${CMAKE_CURRENT_BINARY_DIR}/${name}.gz)
    add_custom_command(OUTPUT ${packed}
        COMMAND sh -c "'${GZIP}' -9nc '${source}' >'${packed}'"
        DEPENDS ${source} VERBATIM)
    add_custom_target(pack-${name} ALL DEPENDS ${packed})
    install(FILES ${packed} DESTINATION ${destination})
endfunction()

foreach(page ${OUTTURN_MAN_PAGES})
    string(REGEX MATCH "[0-9]$" section ${page})
    outturn_install_compressed(${CMAKE_SOURCE_DIR}/docs/${page} ${page}
        ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
configure_file(packaging/changelog.in changelog @ONLY)
outturn_install_compressed(${CMAKE_CURRENT_BINARY_DIR}/changelog changelog
    ${CMAKE_INSTALL_DOCDIR})
install(FILES README.md CHANGELOG.md ${OUTTURN_DOCUMENTS} packaging/copyright
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES packaging/outturn-monthly.service packaging/outturn-monthly.timer
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Outturn authors <outturn@outturn.invalid>")
set(CPACK_PACKAGE_DESCRIPTION
    "Reads the ledger extract, the placements and the budget managers' forecasts
 of a council's services, projects the outturn of every line with intervals,
 splits an exceptional cause from the underlying position and writes the
 monthly pack: workbooks with live formulas, CSV, and the report that quotes
 them. Every printed figure adds up to the penny and can be followed to the
 file that it came from.")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
