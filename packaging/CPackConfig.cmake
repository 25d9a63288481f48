set(CPACK_PACKAGE_VENDOR "Quarterdeck developers")
set(CPACK_PACKAGE_CONTACT "Quarterdeck developers")
set(CPACK_PACKAGE_HOMEPAGE_URL "")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "coinor-cbc") # run, not linked; book assignment does without, unproven
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libpq5, unixodbc, odbc-postgresql, libsecret-1-0") # loaded when a database is asked, else never
include(CPack)
